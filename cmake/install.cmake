# The library for other programs: one archive of every folder that it needs, its
# header, and a package, so that `find_package(lawful)` gives lawful::lawful.
#   cmake --install build/release --component library --prefix /usr/local
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

# The members of crypto that need Botan (key files) serve the command line alone:
# nothing behind the header refers to them, so a program that links this needs none.
set(objects "")
foreach(folder IN ITEMS base crypto rules compile prove packs face)
  list(APPEND objects $<TARGET_OBJECTS:lawful_${folder}>)
endforeach()
add_library(lawful_library STATIC ${objects})
set_target_properties(lawful_library PROPERTIES
  LINKER_LANGUAGE CXX OUTPUT_NAME lawful EXPORT_NAME lawful)
target_compile_features(lawful_library INTERFACE cxx_std_20)
target_include_directories(lawful_library INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
# What cmake/lawfulConfig.cmake.in finds again.
target_link_libraries(lawful_library INTERFACE fmt::fmt ICU::uc OpenSSL::Crypto cadical)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/lawful)
configure_package_config_file(${CMAKE_SOURCE_DIR}/cmake/lawfulConfig.cmake.in
                              ${CMAKE_BINARY_DIR}/generated/lawfulConfig.cmake
                              INSTALL_DESTINATION ${package})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/generated/lawfulConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(TARGETS lawful_library EXPORT lawfulTargets COMPONENT library)
install(EXPORT lawfulTargets NAMESPACE lawful:: DESTINATION ${package} COMPONENT library)
install(FILES ${CMAKE_BINARY_DIR}/generated/lawfulConfig.cmake
              ${CMAKE_BINARY_DIR}/generated/lawfulConfigVersion.cmake
        DESTINATION ${package} COMPONENT library)
install(FILES include/lawful/lawful.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/lawful
        COMPONENT library)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT library)
