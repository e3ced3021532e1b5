// swift-tools-version: 6.2
import PackageDescription

/// The house (docs/architecture.md): an arrow is an import, and nothing points back.
///
///     cli ──▶ Server ──▶ Storage ──▶ Domain
///                 └──────────┴────▶ Seeds (data only)

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// `make fuzz` builds with ZHIBU_FUZZ set: what is fuzzed says to libFuzzer which ways through it an input took, and shows
/// its internals to the targets. Nothing else is ever built like this.
let isFuzzed = Context.environment["ZHIBU_FUZZ"] != nil
let watched: [SwiftSetting] = isFuzzed ? [.unsafeFlags(["-sanitize=fuzzer", "-enable-testing"])] : []

/// The commit that `zhibu --version` names, as the Makefile says it. It goes into the smallest target, so that a new commit
/// compiles one file. (`Context.gitInformation` is no way: SwiftPM keeps it with the manifest, and would name the commit at
/// which the manifest was last changed.)
let commit = Context.environment["ZHIBU_COMMIT"] ?? ""
let named: [CSetting] = commit.isEmpty ? [] : [.define("ZHIBU_COMMIT", to: "\"\(commit)\"")]

// Versions are exact because no Package.resolved is committed (docs/decisions/0003).
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let serviceLifecycleTestKit = Target.Dependency.product(
    name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle")
let swiftOperators = Target.Dependency.product(name: "SwiftOperators", package: "swift-syntax")
let swiftParser = Target.Dependency.product(name: "SwiftParser", package: "swift-syntax")
let swiftSyntax = Target.Dependency.product(name: "SwiftSyntax", package: "swift-syntax")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")

let package = Package(
    name: "zhibu",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "zhibu", targets: ["cli"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: ["FullFoundation"]),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        // Of the tests alone: they look through the sources for what has to be said in Chinese.
        .package(url: "https://github.com/swiftlang/swift-syntax", exact: "603.0.1"),
    ],
    targets: [
        .target(name: "Seeds", path: "seeds", exclude: ["demo"], sources: ["seeds.c"], cSettings: named),
        .target(name: "Domain", swiftSettings: strict + watched),
        .systemLibrary(
            name: "SQLiteConfiguration", path: "Sources/Storage/Libraries/sqlite",
            providers: [.apt(["libsqlite3-dev"])]),
        .target(
            name: "Storage",
            dependencies: ["Domain", "SQLiteConfiguration", grdb, grdbSQLite, crypto, cryptoExtras],
            exclude: ["Libraries"], swiftSettings: strict),
        .systemLibrary(
            name: "XLSXWriter", path: "Sources/Server/Libraries/xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "LibZip", path: "Sources/Server/Libraries/zip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "Expat", path: "Sources/Server/Libraries/expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(
            name: "QREncode", path: "Sources/Server/Libraries/qrencode", providers: [.apt(["libqrencode-dev"])]),
        .target(
            name: "Server",
            dependencies: [
                "Domain", "Storage", "Seeds", "XLSXWriter", "LibZip", "Expat", "QREncode", hummingbird, hummingbirdCore,
                hummingbirdTLS, httpTypes,
                logging,
                mustache, nioCore, nioHTTP1, nioHTTPTypes, nioSSL, serviceLifecycle, unixSignals, crypto,
            ],
            exclude: ["Libraries", "Resources"],
            swiftSettings: strict + watched
        ),
        .executableTarget(
            name: "cli",
            dependencies: [
                "Domain", "Storage", "Server", "Seeds", argumentParser, asyncHTTPClient, logging, nioCore, nioHTTP1,
                nioSSL,
            ],
            swiftSettings: strict
        ),
        .target(name: "TestProcess", path: "Tests/TestProcess"),
        .target(
            name: "TestSupport", dependencies: ["TestProcess", "Storage"], path: "Tests/TestSupport",
            swiftSettings: strict),
        .testTarget(name: "DomainTests", dependencies: ["TestSupport", "Domain", crypto], swiftSettings: strict),
        .testTarget(name: "StorageTests", dependencies: ["TestSupport", "Storage", "Domain"], swiftSettings: strict),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "TestSupport", "Server", "Storage", "Domain", "LibZip", httpTypes, logging, nioCore, nioEmbedded,
                nioHTTPTypes,
                nioPosix, nioSSL, serviceLifecycleTestKit, swiftOperators, swiftParser, swiftSyntax,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "CLITests", dependencies: ["TestSupport", "cli", "Server", "Domain", argumentParser],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

if isFuzzed {
    package.targets += [
        .target(name: "Driver", path: "Tests/Fuzz/Driver"),
        .executableTarget(
            name: "Fuzz", dependencies: ["Driver", "Server", "Storage", "Domain", httpTypes, hummingbird, nioCore],
            path: "Tests/Fuzz",
            exclude: ["Driver", "words"],
            swiftSettings: strict + watched,
            // Debian's gold stumbles over the sanitizer's debugging information.
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]
        ),
    ]
}
