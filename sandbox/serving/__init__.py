"""The sandbox as a program: what people import, the ASGI application, the server."""
