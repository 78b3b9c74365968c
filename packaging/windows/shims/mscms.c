/* Wine test shim only, never shipped: colour management calls that wine 8 does not implement. */
#include <windows.h>
#define X __declspec(dllexport)
X HANDLE WINAPI WcsOpenColorProfileW(void *a, void *b, void *c, DWORD d, DWORD e, DWORD f, DWORD g) { return 0; }
X HANDLE WINAPI OpenColorProfileW(void *a, DWORD b, DWORD c, DWORD d) { return 0; }
X BOOL WINAPI CloseColorProfile(HANDLE h) { return 1; }
X HANDLE WINAPI WcsCreateIccProfile(HANDLE h, DWORD o) { return 0; }
X BOOL WINAPI GetColorProfileFromHandle(HANDLE h, BYTE *b, DWORD *n) { if (n) *n = 0; return 0; }
X BOOL WINAPI GetStandardColorSpaceProfileW(void *a, DWORD b, WCHAR *c, DWORD *n) { return 0; }
X BOOL WINAPI WcsGetDefaultColorProfile(DWORD a, void *b, DWORD c, DWORD d, DWORD e, DWORD f, WCHAR *g) { return 0; }
X BOOL WINAPI WcsGetDefaultColorProfileSize(DWORD a, void *b, DWORD c, DWORD d, DWORD e, DWORD *f) { return 0; }
X BOOL WINAPI GetColorDirectoryW(void *a, WCHAR *b, DWORD *n) { return 0; }
