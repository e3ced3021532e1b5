import ArgumentParser
import AsyncHTTPClient
import Server
@main struct Main { static func main() { print("hi") } }
