/* For the tests under wine only, never shipped: a plain python.exe for the DLL beside it. */
#include <windows.h>
#include <wchar.h>

typedef int (*main_of_python)(int, wchar_t **);

int wmain(int count, wchar_t **words)
{
    HMODULE python = LoadLibraryW(PYTHON_DLL);
    main_of_python run = python ? (main_of_python)(void *)GetProcAddress(python, "Py_Main") : NULL;
    return run ? run(count, words) : 3;
}
