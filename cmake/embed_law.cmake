# lawful_embed_law(OUT) puts the law into the program: every law/**/*.md, and the
# calendar of working days, law/calendar/*.toml.
#
# One assembler file takes the bytes in with .incbin (milliseconds, where an
# array in C++ would take minutes); a small .cc file makes the tables that
# src/packs/embedded_law.h offers. A changed law file reassembles, an added or
# removed one configures again. OUT receives both generated files.
function(lawful_embed_law out)
  file(GLOB_RECURSE LAW_FILES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/law/*.md)
  file(GLOB CALENDAR_FILES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/law/calendar/*.toml)
  set(assembler "  .section .rodata\n")
  set(declarations "")
  set(index 0)
  foreach(table IN ITEMS LAW CALENDAR)
    list(SORT ${table}_FILES)
    list(LENGTH ${table}_FILES ${table}_COUNT)
    set(${table}_ROWS "")
    foreach(file IN LISTS ${table}_FILES)
      file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR} ${file})
      set(symbol lawful_law_${index})
      foreach(end IN ITEMS begin end)
        string(APPEND assembler "  .globl ${symbol}_${end}\n  .hidden ${symbol}_${end}\n")
      endforeach()
      string(APPEND assembler "${symbol}_begin:\n  .incbin \"${file}\"\n${symbol}_end:\n  .byte 0\n")
      string(APPEND declarations "extern const char ${symbol}_begin[];\nextern const char ${symbol}_end[];\n")
      string(APPEND ${table}_ROWS "      {\"${path}\", text(${symbol}_begin, ${symbol}_end)},\n")
      math(EXPR index "${index} + 1")
    endforeach()
  endforeach()
  string(APPEND assembler "  .section .note.GNU-stack,\"\",%progbits\n")

  set(LAW_DECLARATIONS "${declarations}")
  set(folder ${CMAKE_BINARY_DIR}/generated)
  file(CONFIGURE OUTPUT ${folder}/embedded_law.S CONTENT "${assembler}" @ONLY)
  configure_file(${CMAKE_SOURCE_DIR}/cmake/embedded_law.cc.in ${folder}/embedded_law.cc @ONLY)
  set_source_files_properties(${folder}/embedded_law.S PROPERTIES
                              OBJECT_DEPENDS "${LAW_FILES};${CALENDAR_FILES}")
  set(${out} ${folder}/embedded_law.S ${folder}/embedded_law.cc PARENT_SCOPE)
endfunction()
