# lawful_embed_law(OUT) puts every law/**/*.md into the program.
#
# One assembler file takes the bytes in with .incbin (milliseconds, where an
# array in C++ would take minutes); a small .cc file makes the table that
# src/app/embedded_law.h offers. A changed law file reassembles, an added or
# removed one configures again. OUT receives both generated files.
function(lawful_embed_law out)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/law/*.md)
  list(SORT files)
  set(assembler "  .section .rodata\n")
  set(declarations "")
  set(rows "")
  set(index 0)
  foreach(file IN LISTS files)
    file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR} ${file})
    set(symbol lawful_law_${index})
    foreach(end IN ITEMS begin end)
      string(APPEND assembler "  .globl ${symbol}_${end}\n  .hidden ${symbol}_${end}\n")
    endforeach()
    string(APPEND assembler "${symbol}_begin:\n  .incbin \"${file}\"\n${symbol}_end:\n  .byte 0\n")
    string(APPEND declarations "extern const char ${symbol}_begin[];\nextern const char ${symbol}_end[];\n")
    string(APPEND rows "      {\"${path}\", text(${symbol}_begin, ${symbol}_end)},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembler "  .section .note.GNU-stack,\"\",%progbits\n")

  set(LAW_DECLARATIONS "${declarations}")
  set(LAW_ROWS "${rows}")
  set(LAW_COUNT ${index})
  set(folder ${CMAKE_BINARY_DIR}/generated)
  file(CONFIGURE OUTPUT ${folder}/embedded_law.S CONTENT "${assembler}" @ONLY)
  configure_file(${CMAKE_SOURCE_DIR}/cmake/embedded_law.cc.in ${folder}/embedded_law.cc @ONLY)
  set_source_files_properties(${folder}/embedded_law.S PROPERTIES OBJECT_DEPENDS "${files}")
  set(${out} ${folder}/embedded_law.S ${folder}/embedded_law.cc PARENT_SCOPE)
endfunction()
