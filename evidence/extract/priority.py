"""How much of the processor a process claims: what nobody waits for leaves it to what somebody looks at."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _BELOW_NORMAL = 0x4000  # BELOW_NORMAL_PRIORITY_CLASS

    def give_way() -> bool:
        """Let this process have the processor where others do not want it; return False where it cannot be told so."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetPriorityClass.argtypes = (wintypes.HANDLE, wintypes.DWORD)
        return bool(kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL))

else:
    import os

    _STEPS = 10  # of the 19 that there are: it goes on, if slowly, beside programs that never rest

    def give_way() -> bool:
        """Let this process have the processor where others do not want it; return False where it cannot be told so."""
        return os.nice(_STEPS) > 0
