"""How much memory a Windows PC has free."""

from __future__ import annotations

import ctypes


class _Status(ctypes.Structure):
    """MEMORYSTATUSEX of the Windows API."""

    _fields_ = (
        ("length", ctypes.c_uint32),
        ("load_percent", ctypes.c_uint32),
        ("total", ctypes.c_uint64),
        ("available", ctypes.c_uint64),
        ("total_page", ctypes.c_uint64),
        ("available_page", ctypes.c_uint64),
        ("total_virtual", ctypes.c_uint64),
        ("available_virtual", ctypes.c_uint64),
        ("available_extended", ctypes.c_uint64),
    )


def free_bytes() -> int | None:
    """Return how much physical memory is free; None where Windows does not tell."""
    status = _Status(length=ctypes.sizeof(_Status))
    kernel = ctypes.WinDLL("kernel32")  # pyright: ignore[reportAttributeAccessIssue,reportUnknownMemberType,reportUnknownVariableType] - there on Windows
    told = kernel.GlobalMemoryStatusEx(ctypes.byref(status))  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
    return int(status.available) if told else None
