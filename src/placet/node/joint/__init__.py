"""The joint file: what a side does together with the other sides, one verb per file, over the ports in `ports`.

ports       where a side keeps its records and what stays in its office
"""
