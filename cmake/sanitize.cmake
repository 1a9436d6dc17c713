# LAWFUL_SANITIZE instruments the whole tree: a half-instrumented program lies.
if(LAWFUL_SANITIZE STREQUAL "asan")
  set(flags -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
elseif(LAWFUL_SANITIZE STREQUAL "tsan")
  set(flags -fsanitize=thread -fno-omit-frame-pointer)
elseif(LAWFUL_SANITIZE STREQUAL "fuzz")
  set(flags -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
            -fno-omit-frame-pointer)
elseif(LAWFUL_SANITIZE)
  message(FATAL_ERROR "LAWFUL_SANITIZE is asan, tsan or fuzz, not ${LAWFUL_SANITIZE}")
endif()
add_compile_options(${flags})
add_link_options(${flags})
