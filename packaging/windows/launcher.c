/* Leia.exe and leia-cli.exe: load the Python beside them and start Leia in it. Nothing from the
   registry, from PATH, from PYTHON* variables or from the current folder is used. */
#define WIN32_LEAN_AND_MEAN
#define _WIN32_WINNT 0x0A00
#include <windows.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768
#define OWN_WORDS 4

typedef int (*main_of_python)(int, wchar_t **);

static int refuse(const wchar_t *sentence)
{
#ifdef WINDOWED
    MessageBoxW(NULL, sentence, L"Leia", MB_ICONERROR);
#else
    DWORD written;
    WriteConsoleW(GetStdHandle(STD_ERROR_HANDLE), sentence, (DWORD)wcslen(sentence), &written, NULL);
#endif
    return 3;
}

static HMODULE load_python(void)
{
    static wchar_t place[LONGEST];
    DWORD length = GetModuleFileNameW(NULL, place, LONGEST);
    while (length && place[length - 1] != L'\\')
        length--;
    if (length + wcslen(PYTHON_DLL) >= LONGEST)
        return NULL;
    wcscpy(place + length, PYTHON_DLL);
    return LoadLibraryExW(place, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
}

int wmain(int count, wchar_t **words)
{
    SetDllDirectoryW(L"");
    HMODULE python = load_python();
    main_of_python run = python ? (main_of_python)(void *)GetProcAddress(python, "Py_Main") : NULL;
    wchar_t **all = calloc(count + OWN_WORDS + 1, sizeof *all);
    if (!run || !all)
        return refuse(L"Programfilene er skadet. Be IT om å reparere installasjonen av Leia. "
                      L"Det du har skrevet, er ikke berørt.\r\n"
                      L"The program files are damaged. Please ask IT to repair Leia. "
                      L"What you have written is not touched.\r\n");
    int filled = 0;
    all[filled++] = words[0];
    all[filled++] = L"-I";
    all[filled++] = L"-B";
    all[filled++] = L"-m";
    all[filled++] = L"leia_start";
    for (int i = 1; i < count; i++)
        all[filled++] = words[i];
    return run(filled, all);
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, LPWSTR line, int show)
{
    (void)self, (void)before, (void)line, (void)show;
    return wmain(__argc, __wargv);
}
#endif
