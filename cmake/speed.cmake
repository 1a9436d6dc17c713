# ccache and mold make builds faster; both are used when found, never required.
find_program(LAWFUL_CCACHE ccache)
if(LAWFUL_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${LAWFUL_CCACHE})
endif()

find_program(LAWFUL_MOLD mold)
if(LAWFUL_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
