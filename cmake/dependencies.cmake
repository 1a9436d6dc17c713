# Third-party libraries, all Debian packages (deps.txt says which and why).
# Boost.JSON, CLI11, tl::expected and toml++ are used as headers only.
find_package(Boost 1.81 REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc)
find_package(OpenSSL 3.0 REQUIRED)
find_package(fmt REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(PostgreSQL 15 REQUIRED)
find_package(Threads REQUIRED)
find_package(GTest REQUIRED)

find_path(RAPIDCHECK_INCLUDE rapidcheck.h REQUIRED)
find_library(RAPIDCHECK_LIBRARY rapidcheck REQUIRED)

# A static library with one header and no file for CMake.
find_path(CADICAL_INCLUDE cadical.hpp REQUIRED)
find_library(CADICAL_LIBRARY cadical REQUIRED)

# Headers under botan-2/botan, and no file for CMake.
find_path(BOTAN_INCLUDE botan/argon2.h PATH_SUFFIXES botan-2 REQUIRED)
find_library(BOTAN_LIBRARY botan-2 REQUIRED)
add_library(botan INTERFACE)
target_include_directories(botan SYSTEM INTERFACE ${BOTAN_INCLUDE})
target_link_libraries(botan INTERFACE ${BOTAN_LIBRARY})
