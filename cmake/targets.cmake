include(GoogleTest)

# lawful_folder(NAME [USES folder...] [LINKS library...])
#
# Makes lawful_NAME, a static library of every *.cc in this folder except tests
# and main.cc, and NAME_test from its *_test.cc files. New files are picked up by
# the next build. A folder without sources becomes an empty interface library,
# so that others may already name it.
function(lawful_folder name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES;LINKS;GENERATED")
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER sources EXCLUDE REGEX "(_test|/main)\\.cc$")
  list(APPEND sources ${arg_GENERATED})
  list(TRANSFORM arg_USES PREPEND lawful_)

  if(sources)
    add_library(lawful_${name} STATIC ${sources})
    set(scope PUBLIC)
    target_link_libraries(lawful_${name} PRIVATE lawful_warnings)
  else()
    add_library(lawful_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(lawful_${name} ${scope} ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(lawful_${name} ${scope} ${arg_USES} ${arg_LINKS})

  if(tests AND NOT LAWFUL_SANITIZE STREQUAL "fuzz")
    add_executable(${name}_test ${tests})
    target_include_directories(${name}_test PRIVATE ${RAPIDCHECK_INCLUDE})
    target_link_libraries(${name}_test PRIVATE lawful_${name} lawful_warnings GTest::gtest_main
                          GTest::gmock ${RAPIDCHECK_LIBRARY})
    # Tests run in the source folder, so that `law/...` and `tests/...` are found.
    gtest_discover_tests(${name}_test DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
                         WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
                         TEST_PREFIX ${name}.)
  endif()
endfunction()
