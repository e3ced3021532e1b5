#include "seeds.h"

#include <string.h>

// What a database starts from, put into the program byte by byte, so that a copied binary needs nothing beside it.

#define SEED(symbol, path) static const unsigned char symbol[] = {

SEED(holidays, "holidays.csv")
#embed "holidays.csv"
};

static const struct zhibu_seed seeds[] = {
    {"holidays.csv", holidays, sizeof holidays},
};

const struct zhibu_seed *zhibu_seed_named(const char *name) {
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        if (strcmp(seeds[i].name, name) == 0) {
            return &seeds[i];
        }
    }
    return NULL;
}
