using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using Emend.Client;
using Emend.Core;
using Emend.Server;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using static ArchUnitNET.Fluent.Slices.SliceRuleDefinition;

namespace Emend.IntegrationTests.Architecture;

/// <summary>Which namespace may use which (docs/architecture.md shows the same as a drawing).</summary>
public sealed class DependencyTests
{
    private static readonly ArchUnitNET.Domain.Architecture Code =
        new ArchLoader().LoadAssemblies(typeof(Decider).Assembly, typeof(CompositionRoot).Assembly, typeof(EmendClient).Assembly).Build();

    private static readonly string[] Owners = ["Common", "Catalog", "Configuration", "Identity", "Inventory", "Shipping"];

    private static readonly string[] Shared = [.. Owners, "Application", "Http"];

    /// <summary>Each folder of the server with the folders that it may use. The table has no cycle.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Common"] = [],
        ["Catalog"] = ["Common"],
        ["Configuration"] = ["Common"],
        ["Shipping"] = ["Common"],
        ["Identity"] = ["Common", "Catalog"],
        ["Inventory"] = ["Common", "Catalog"],
        ["Application"] = Owners,
        ["Http"] = [.. Owners, "Application"],
        ["Storage"] = Shared,
        ["Messaging"] = Shared,
        ["BackgroundWork"] = Shared,
        ["Maintenance"] = Shared,
        ["OpenApi"] = Shared,
        ["Demo"] = Shared,
        ["Api.Fulfillmenttools"] = Shared,
        ["Api.Native"] = Shared,
    };

    /// <summary>The files outside of every folder: they put the process together and may use everything.</summary>
    private static readonly string[] Root =
    [
        "CommandArguments.cs", "CommandLine.cs", "CompositionRoot.cs", "ConfigurationReader.cs", "DatabaseWorkers.cs", "EmendOptions.cs",
        "Program.cs", "StartupFailure.cs", "StartupMessage.cs", "TenantCommand.cs",
    ];

    public static TheoryData<string> Folders => [.. MayUse.Keys];

    [Theory, MemberData(nameof(Folders))]
    public void A_folder_of_the_server_uses_only_the_folders_below_it(string folder)
    {
        var forbidden = MayUse.Keys.Where(other => other != folder && !MayUse[folder].Contains(other)).ToArray();

        Types().That().ResideInNamespaceMatching(Pattern(folder))
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(Pattern(forbidden)))
            .AndShould().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"^Emend\.Server$"))
            .Check(Code);
    }

    [Fact]
    public void Every_file_of_the_server_is_in_a_folder_of_the_table_and_has_its_namespace()
    {
        var files = SourceRepository.Files("src/Emend.Server", ".cs").Select(file => file["src/Emend.Server/".Length..]).ToArray();

        Assert.NotEmpty(files);
        RuleFindings.MustBeNone(
            from file in files
            where !Root.Contains(file)
            let home = Path.GetDirectoryName(file)!.Replace('/', '.')
            where !MayUse.Keys.Any(folder => home == folder || home.StartsWith(folder + '.', StringComparison.Ordinal))
                || !SourceRepository.Read("src/Emend.Server/" + file).Contains($"namespace Emend.Server.{home};", StringComparison.Ordinal)
            select $"{file}: not in a folder of {nameof(MayUse)}, or another namespace than its folder");
    }

    [Fact]
    public void A_forbidden_dependency_is_found() =>
        Assert.False(Types().That().ResideInNamespaceMatching(Pattern("Storage"))
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(Pattern("Application")))
            .HasNoViolations(Code));

    [Fact]
    public void The_namespaces_of_Core_have_no_cycle() => Slices().Matching("Emend.Core.(*)").Should().BeFreeOfCycles().Check(Code);

    [Fact]
    public void Core_and_the_client_do_not_use_the_server() =>
        Types().That().ResideInNamespaceMatching(@"^Emend\.(Core|Client)(\.|$)")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"^Emend\.Server(\.|$)"))
            .Check(Code);

    private static string Pattern(params string[] folders) =>
        $@"^Emend\.Server\.({string.Join('|', folders.Select(folder => folder.Replace(".", @"\.", StringComparison.Ordinal)))})(\.|$)";
}
