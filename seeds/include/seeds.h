#ifndef ZHIBU_SEEDS_H
#define ZHIBU_SEEDS_H

#include <stddef.h>

/// A file of this folder, as it was when the program was built.
struct zhibu_seed {
    const char *name;
    const unsigned char *bytes;
    size_t size;
};

/// The file of that name; NULL if there is none.
const struct zhibu_seed *zhibu_seed_named(const char *name);

/// The commit that the program was built from, as the build was told (ZHIBU_COMMIT); NULL if it was not.
const char *zhibu_commit(void);

#endif
