namespace Emend.IntegrationTests.Architecture;

public class FolderDependencyTests
{
    [Fact]
    public void No_folder_of_the_server_names_a_sibling()
    {
        var sources = SourceRepository.Files("src/Emend.Server", ".cs", ".razor")
            .ToDictionary(file => file[FolderDependencyRule.Server.Length..], SourceRepository.Read);

        Assert.NotEmpty(sources);
        RuleFindings.MustBeNone(FolderDependencyRule.Violations(sources));
    }

    [Fact]
    public void Core_never_names_the_server()
    {
        var core = SourceRepository.Files("src/Emend.Core", ".cs", ".csproj").ToArray();

        Assert.NotEmpty(core);
        Assert.DoesNotContain(core, file => SourceRepository.Read(file).Contains("Emend.Server", StringComparison.Ordinal));
        Assert.DoesNotContain(core, file => SourceRepository.Read(file).Contains("ProjectReference", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("using Emend.Server.Storage;")]
    [InlineData("using Rows = Emend.Server.Storage.Rows;")]
    [InlineData("using static global::Emend.Server.Storage.Rows;")]
    [InlineData("class A(Storage.Rows rows);")]
    [InlineData("class A { string B => $\"{Server.Storage.Rows.Count}\"; }")]
    public void Naming_a_sibling_is_found_in_every_form(string line) =>
        Assert.Equal(["Identity/Keys.cs(2): Identity must not name Storage"], Violations("Identity/Keys.cs", Home + line));

    [Theory]
    [InlineData("using Emend.Core.Orders; using Emend.Server.Desk; using Emend.Server.Http;")]
    [InlineData("using System.Net.Http; // Emend.Server.Storage keeps them")]
    [InlineData("class A { string B = \"Emend.Server.Storage\"; string C => this.Storage.Name; }")]
    public void Core_Desk_Http_and_mere_words_are_fine(string line) =>
        Assert.Empty(Violations("Identity/Keys.cs", Home + line));

    [Fact]
    public void The_Desk_names_no_other_folder() =>
        Assert.Equal(
            ["Desk/A.cs(1): Desk must not name Http"],
            Violations("Desk/A.cs", "namespace Emend.Server.Desk; class A(Http.Answer x);"));

    [Fact]
    public void A_face_names_no_other_face() =>
        Assert.Equal(
            ["Faces/Vtex/Wire/A.cs: Faces/Vtex has no row in FolderRule.MayUse",
             "Faces/Fulfillmenttools/A.cs(1): Faces/Fulfillmenttools must not name Faces/Vtex"],
            FolderDependencyRule.Violations(new Dictionary<string, string>
            {
                ["Faces/Vtex/Wire/A.cs"] = "namespace Emend.Server.Faces.Vtex.Wire;",
                ["Faces/Fulfillmenttools/A.cs"] = "namespace Emend.Server.Faces.Fulfillmenttools; class A(Faces.Vtex.Wire.A x);",
            }));

    [Fact]
    public void A_folder_without_a_row_a_stray_file_and_a_foreign_namespace_are_found()
    {
        Assert.Equal(["Extra/A.cs: Extra has no row in FolderRule.MayUse"], Violations("Extra/A.cs", "namespace Emend.Server.Extra;"));
        Assert.Equal(["Stray.cs: stands outside of every folder"], Violations("Stray.cs", "namespace Emend.Server;"));
        Assert.Equal(["Demo/A.cs: must say namespace Emend.Server.Demo"], Violations("Demo/A.cs", "namespace Emend.Server;"));
        Assert.Empty(Violations("App.cs", "using Emend.Server.Storage; namespace Emend.Server;"));
    }

    private const string Home = "namespace Emend.Server.Identity;\n";

    private static IEnumerable<string> Violations(string file, string text) =>
        FolderDependencyRule.Violations(new Dictionary<string, string> { [file] = text });
}
