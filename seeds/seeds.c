#include "seeds.h"

#include <string.h>

// What a database starts from, put into the program byte by byte, so that a copied binary needs nothing beside it.
// The build follows each embedded file; a file that is new here also needs a line in the table at the end.

#define SEED(symbol, path) static const unsigned char symbol[] = {

SEED(holidays, "holidays.csv")
#embed "holidays.csv"
};

// The demo bureau (demo/README.md), made by scripts/make-demo-seeds.

SEED(demo_scheme, "demo/scheme.json")
#embed "demo/scheme.json"
};

SEED(demo_branches, "demo/branches.csv")
#embed "demo/branches.csv"
};

SEED(demo_members, "demo/members.csv")
#embed "demo/members.csv"
};

SEED(demo_areas, "demo/areas.csv")
#embed "demo/areas.csv"
};

SEED(demo_scores_1, "demo/scores-1.csv")
#embed "demo/scores-1.csv"
};

SEED(demo_adjustments_1, "demo/adjustments-1.csv")
#embed "demo/adjustments-1.csv"
};

SEED(demo_scores_2, "demo/scores-2.csv")
#embed "demo/scores-2.csv"
};

SEED(demo_adjustments_2, "demo/adjustments-2.csv")
#embed "demo/adjustments-2.csv"
};

SEED(demo_scores_3, "demo/scores-3.csv")
#embed "demo/scores-3.csv"
};

SEED(demo_adjustments_3, "demo/adjustments-3.csv")
#embed "demo/adjustments-3.csv"
};

SEED(demo_scores_4, "demo/scores-4.csv")
#embed "demo/scores-4.csv"
};

SEED(demo_adjustments_4, "demo/adjustments-4.csv")
#embed "demo/adjustments-4.csv"
};

SEED(demo_scores_5, "demo/scores-5.csv")
#embed "demo/scores-5.csv"
};

SEED(demo_adjustments_5, "demo/adjustments-5.csv")
#embed "demo/adjustments-5.csv"
};

SEED(demo_late_1, "demo/late-1.csv")
#embed "demo/late-1.csv"
};

SEED(demo_late_2, "demo/late-2.csv")
#embed "demo/late-2.csv"
};

SEED(demo_revised_3, "demo/revised-3.csv")
#embed "demo/revised-3.csv"
};

SEED(demo_missing_4, "demo/missing-4.csv")
#embed "demo/missing-4.csv"
};

// Passwords that are tried first everywhere (Sources/Server/Resources/README.md).

SEED(common_passwords, "common-passwords.txt")
#embed "../Sources/Server/Resources/common-passwords.txt"
};

static const struct zhibu_seed seeds[] = {
    {"common-passwords.txt", common_passwords, sizeof common_passwords},
    {"holidays.csv", holidays, sizeof holidays},
    {"demo/scheme.json", demo_scheme, sizeof demo_scheme},
    {"demo/branches.csv", demo_branches, sizeof demo_branches},
    {"demo/members.csv", demo_members, sizeof demo_members},
    {"demo/areas.csv", demo_areas, sizeof demo_areas},
    {"demo/scores-1.csv", demo_scores_1, sizeof demo_scores_1},
    {"demo/adjustments-1.csv", demo_adjustments_1, sizeof demo_adjustments_1},
    {"demo/scores-2.csv", demo_scores_2, sizeof demo_scores_2},
    {"demo/adjustments-2.csv", demo_adjustments_2, sizeof demo_adjustments_2},
    {"demo/scores-3.csv", demo_scores_3, sizeof demo_scores_3},
    {"demo/adjustments-3.csv", demo_adjustments_3, sizeof demo_adjustments_3},
    {"demo/scores-4.csv", demo_scores_4, sizeof demo_scores_4},
    {"demo/adjustments-4.csv", demo_adjustments_4, sizeof demo_adjustments_4},
    {"demo/scores-5.csv", demo_scores_5, sizeof demo_scores_5},
    {"demo/adjustments-5.csv", demo_adjustments_5, sizeof demo_adjustments_5},
    {"demo/late-1.csv", demo_late_1, sizeof demo_late_1},
    {"demo/late-2.csv", demo_late_2, sizeof demo_late_2},
    {"demo/revised-3.csv", demo_revised_3, sizeof demo_revised_3},
    {"demo/missing-4.csv", demo_missing_4, sizeof demo_missing_4},
};

const struct zhibu_seed *zhibu_seed_named(const char *name) {
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        if (strcmp(seeds[i].name, name) == 0) {
            return &seeds[i];
        }
    }
    return NULL;
}
