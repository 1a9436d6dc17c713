# Every warning is an error, for g++ 12 and clang 16 alike. Third-party headers
# come from system folders, so they do not take part.
add_library(lawful_warnings INTERFACE)
target_compile_options(lawful_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
  -Wcast-qual -Wold-style-cast -Wimplicit-fallthrough -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports overlap inside std::string concatenation that is not there.
  target_compile_options(lawful_warnings INTERFACE -Wno-restrict)
  if(LAWFUL_SANITIZE)
    # With instrumentation its flow analysis loses track of std::variant.
    target_compile_options(lawful_warnings INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
