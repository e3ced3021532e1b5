#include <sqlite3.h>

// It takes any arguments, as Swift cannot.
static inline int sqlite3_config_memstatus(int isOn) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, isOn);
}
