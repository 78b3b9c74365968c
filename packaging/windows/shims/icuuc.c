/* Wine test shim only, never shipped. Windows 10 from 1703 on has icuuc.dll and wine 8 has not; Qt
   uses it for legacy 8-bit codecs alone. */
typedef int UErrorCode;
#define X __declspec(dllexport)
#define UNSUPPORTED 4

X void *ucnv_open(const char *name, UErrorCode *error) { if (error) *error = UNSUPPORTED; return 0; }
X void ucnv_close(void *converter) {}
X void ucnv_reset(void *converter) {}
X signed char ucnv_getMaxCharSize(const void *converter) { return 1; }
X const char *ucnv_getName(const void *converter, UErrorCode *error) { if (error) *error = UNSUPPORTED; return 0; }
X void ucnv_getToUCallBack(const void *converter, void **action, const void **context) {}
X void ucnv_getFromUCallBack(const void *converter, void **action, const void **context) {}
X void ucnv_setToUCallBack(void *c, void *n, const void *x, void **o, const void **ox, UErrorCode *e) {}
X void ucnv_setFromUCallBack(void *c, void *n, const void *x, void **o, const void **ox, UErrorCode *e) {}
X void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
X void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
X void ucnv_cbToUWriteUChars(void) {}
X void ucnv_cbFromUWriteUChars(void) {}
X void ucnv_toUnicode(void) {}
X void ucnv_fromUnicode(void) {}
X int ucnv_toUCountPending(const void *converter, UErrorCode *error) { return 0; }
X int ucnv_fromUCountPending(const void *converter, UErrorCode *error) { return 0; }
X const char *ucnv_getStandardName(const char *n, const char *s, UErrorCode *e) { if (e) *e = UNSUPPORTED; return 0; }
X const char *ucnv_getAvailableName(int number) { return 0; }
X int ucnv_countAvailable(void) { return 0; }
