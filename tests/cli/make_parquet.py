#!/usr/bin/env python3
"""Writes a Parquet file with the library that reads them.

    make_parquet.py LIBRARY "SELECT ..." FILE
"""
import ctypes
import sys


def main():
    library, select, path = sys.argv[1:]
    duckdb = ctypes.CDLL(library)
    database, connection = ctypes.c_void_p(), ctypes.c_void_p()
    duckdb.duckdb_open.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    duckdb.duckdb_connect.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    duckdb.duckdb_query.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
    statement = f"COPY ({select}) TO '{path}' (FORMAT parquet)".encode()
    if (duckdb.duckdb_open(None, ctypes.byref(database)) != 0
            or duckdb.duckdb_connect(database, ctypes.byref(connection)) != 0
            or duckdb.duckdb_query(connection, statement, None) != 0):
        sys.exit(f"make_parquet.py: {path} cannot be written")


main()
