// Boost.JSON itself, compiled once from its headers.
#include <boost/json/src.hpp>
