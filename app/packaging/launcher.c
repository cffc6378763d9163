/* The two programs that people start: 备检.exe (WINDOWED) and beijian.exe, which writes to its console.
 *
 * Each loads runtime\python311.dll from its own folder and runs `-m app` in its own process, so that the task bar, a
 * pinned icon and the task manager show this program and not "pythonw". The first argument names runtime\pythonw.exe:
 * Python takes it for sys.executable, which is what worker processes are started with.
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <shellapi.h>
#include <stdlib.h>
#include <wchar.h>

#define ROOM 32768 /* the longest path of Windows, in characters */
#define OLDEST_BUILD 17763 /* Windows 10 1809, which Qt asks for */
#ifdef WINDOWED
#define WINDOW 1
#else
#define WINDOW 0
#endif

typedef int (*PyMain)(int count, wchar_t **arguments);
typedef LONG (WINAPI *VersionOf)(OSVERSIONINFOW *version);

static wchar_t own[ROOM], python[ROOM], library[ROOM];

static void tell(const wchar_t *text)
{
    DWORD written;
    HANDLE console = GetStdHandle(STD_ERROR_HANDLE);

    if (WINDOW)
        MessageBoxW(NULL, text, L"备检", MB_OK | MB_ICONWARNING | MB_SETFOREGROUND);
    else if (!WriteConsoleW(console, text, (DWORD)wcslen(text), &written, NULL)) {
        char bytes[2048];
        int length = WideCharToMultiByte(CP_ACP, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
        if (length > 1)
            WriteFile(console, bytes, (DWORD)(length - 1), &written, NULL);
    }
}

/* Tell what keeps the program from starting, with the number that Windows gives for it, and return the exit status. */
static int refuse(const wchar_t *text)
{
    static wchar_t sentence[1024];

    _snwprintf(sentence, 1023, L"备检没有启动：%ls\n（错误代码 %lu）\n", text, GetLastError());
    tell(sentence);
    return 1;
}

static int too_old(void)
{
    OSVERSIONINFOW version = {.dwOSVersionInfoSize = sizeof version};
    VersionOf version_of = (VersionOf)(void *)GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "RtlGetVersion");

    return version_of != NULL && version_of(&version) == 0
        && (version.dwMajorVersion < 10 || version.dwBuildNumber < OLDEST_BUILD);
}

static int cut_to_folder(wchar_t *path)
{
    wchar_t *last = wcsrchr(path, L'\\');

    if (last == NULL)
        return 0;
    *last = 0;
    return 1;
}

static int join(wchar_t *path, const wchar_t *folder, const wchar_t *name)
{
    if (wcslen(folder) + wcslen(name) + 1 > ROOM)
        return 0;
    wcscpy(path, folder);
    wcscat(path, name);
    return 1;
}

static int run(void)
{
    int given, count = 0, status;
    wchar_t **said = CommandLineToArgvW(GetCommandLineW(), &given), **passed;
    DWORD length = GetModuleFileNameW(NULL, own, ROOM);
    HMODULE runtime;
    PyMain main_of_python;

    if (too_old())
        return refuse(L"需要 64 位的 Windows 10（1809 版以上）或 Windows 11，这台电脑的系统太旧。");
    SetDllDirectoryW(L""); /* no library out of the folder that somebody stands in */
    if (said == NULL || length == 0 || length == ROOM || !cut_to_folder(own)
        || !join(python, own, L"\\runtime\\pythonw.exe") || !join(library, own, L"\\runtime\\python311.dll"))
        return refuse(L"程序所在的路径太长。请把程序移到层级较少的文件夹，如 D 盘根下。");
    runtime = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (runtime == NULL)
        return refuse(L"程序文件不全，或者被杀毒软件隔离了（runtime 文件夹里的 python311.dll 载入不了）。\n"
                      L"请把压缩包完整解压到一个文件夹里，再从那里启动。");
    main_of_python = (PyMain)(void *)GetProcAddress(runtime, "Py_Main");
    passed = calloc((size_t)given + 5, sizeof *passed);
    if (main_of_python == NULL || passed == NULL)
        return refuse(L"程序文件被改动过，或者内存不足。请重新解压后再试。");
    passed[count++] = python;
    passed[count++] = L"-I";
    passed[count++] = L"-m";
    passed[count++] = L"app";
    if (WINDOW)
        passed[count++] = L"--window";
    for (int next = 1; next < given; next++)
        passed[count++] = said[next];
    status = main_of_python(count, passed);
    if (WINDOW && status != 0)
        tell(L"备检没有正常结束。请把“设置和日志”文件夹里的日志交给维护人员；已登记的内容没有损失。\n");
    return status;
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, PWSTR line, int show)
{
    (void)instance, (void)before, (void)line, (void)show;
    return run();
}
#else
int wmain(void)
{
    return run();
}
#endif
