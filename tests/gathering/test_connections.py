"""Connections are used again while they are good, closed when they are not, and few stay open."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from tests.gathering.answers import page, prose
from tests.gathering.raw_server import Asked, RawServer, http
from tests.gathering.rounds import LOOPBACK, look_at, run, source

ARTICLE = page("Tram numbers", prose(4)).encode()
ONE = replace(LOOPBACK, connections=1, connections_per_host=1)


def test_one_connection_serves_a_host(tmp_path: Path) -> None:
    async def test() -> None:
        async with RawServer({"*": http(ARTICLE)}) as server:
            found = await look_at([source(f"{server.origin}/{n}", str(n)) for n in range(6)], tmp_path, settings=ONE)
            assert {look.outcome for look in found} == {"fetched"}
            assert server.connections == 1

    run(test)


def test_a_connection_that_the_server_closes_is_not_used_again(tmp_path: Path) -> None:
    async def test() -> None:
        async with RawServer({"*": http(ARTICLE, close=True)}) as server:
            found = await look_at([source(f"{server.origin}/{n}", str(n)) for n in range(4)], tmp_path, settings=ONE)
            assert {look.outcome for look in found} == {"fetched"}
            assert server.connections == 4, (
                "the one of robots.txt serves the first page too, then each page closes its own"
            )

    run(test)


def test_a_connection_that_was_dropped_while_idle_costs_nothing(tmp_path: Path) -> None:
    """The server says nothing of closing and closes all the same, as they do after a while."""

    async def drop(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(http(ARTICLE))
        await writer.drain()
        await asyncio.sleep(0.01)

    async def test() -> None:
        async with RawServer({"*": drop}) as server:
            settings = replace(ONE, host_rest=20.0, host_rest_most=0.1)
            wanted = [source(f"{server.origin}/{n}", str(n)) for n in range(4)]
            found = await look_at(wanted, tmp_path, settings=settings)
            assert {look.outcome for look in found} == {"fetched"}

    run(test)


def test_a_request_that_meets_the_end_of_its_connection_goes_through_another(tmp_path: Path) -> None:
    """The server hangs up the moment the next request arrives, which nobody can foresee; no second look is needed."""

    async def answer_once(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(http(ARTICLE))
        await writer.drain()
        await heard.wait()

    async def test() -> None:
        async with RawServer({"*": answer_once}) as server:
            wanted = [source(f"{server.origin}/{n}", str(n)) for n in range(4)]
            looking = asyncio.create_task(look_at(wanted, tmp_path, settings=replace(ONE, attempts=1)))
            while not looking.done():  # what was sent meanwhile is never read
                await asyncio.sleep(0.02)
                heard.set()
                await asyncio.sleep(0)
                heard.clear()
            assert {look.outcome for look in looking.result()} == {"fetched"}
            assert server.connections == 4
            assert len(server.asked) == 5, "robots.txt, and every page once"

    heard = asyncio.Event()
    run(test)


def test_silence_is_counted_from_each_question_on(tmp_path: Path) -> None:
    """Two answers that together take longer than a server may be silent are fine; then it falls silent for good."""

    async def answer_thrice(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in range(3):  # robots.txt and two pages
            await reader.readuntil(b"\r\n\r\n")
            await asyncio.sleep(0.4)
            writer.write(http(ARTICLE))
        await reader.read()
        writer.close()

    async def test() -> None:
        server = await asyncio.start_server(answer_thrice, "127.0.0.1", 0)
        origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        wanted = [source(f"{origin}/{n}", str(n)) for n in range(3)]
        settings = replace(ONE, attempts=1, read_timeout=1.0)
        began = asyncio.get_running_loop().time()
        found = await look_at(wanted, tmp_path, settings=settings)
        took = asyncio.get_running_loop().time() - began
        server.close()
        assert [look.outcome for look in found] == ["fetched", "fetched", "timeout"]
        assert 3 * 0.4 + 1.0 <= took < 3 * 0.4 + 3

    run(test)


def test_few_connections_stay_open_however_many_hosts_there_are(tmp_path: Path) -> None:
    async def test() -> None:
        servers = [RawServer({"*": http(ARTICLE)}) for _ in range(8)]
        for server in servers:
            await server.__aenter__()
        open_at_once: list[int] = []

        async def watch() -> None:
            while True:
                open_at_once.append(sum(len(server._writers) for server in servers))
                await asyncio.sleep(0.001)

        watching = asyncio.create_task(watch())
        try:
            wanted = [source(f"{server.origin}/x", server.origin) for server in servers]
            found = await look_at(wanted, tmp_path, settings=replace(LOOPBACK, connections=2, idle_connections=2))
            assert {look.outcome for look in found} == {"fetched"}
            assert max(open_at_once) <= 2 * 2 + 2, "those under way, those kept, and those just closing"
        finally:
            watching.cancel()
            for server in servers:
                await server.__aexit__(None, None, None)

    run(test)


def test_a_host_is_dialled_once_however_many_hosts_there_are(tmp_path: Path) -> None:
    """Were all of them to take turns, each would find its connection closed in favour of another's."""

    async def test() -> None:
        servers = [RawServer({"*": http(ARTICLE)}) for _ in range(12)]
        for server in servers:
            await server.__aenter__()
        wanted = [source(f"{server.origin}/{n}", f"{server.origin}/{n}") for n in range(6) for server in servers]
        found = await look_at(wanted, tmp_path, settings=replace(LOOPBACK, connections=2, idle_connections=4))
        assert {look.outcome for look in found} == {"fetched"}
        assert [server.connections for server in servers] == [1] * 12
        for server in servers:
            await server.__aexit__(None, None, None)

    run(test)
