namespace Emend.IntegrationTests.Architecture;

internal static class RuleFindings
{
    /// <summary>Shows all of them, where a comparison of collections would show the first few, shortened.</summary>
    public static void MustBeNone(IEnumerable<string> findings)
    {
        var all = findings.ToArray();
        Assert.True(all.Length == 0, string.Join('\n', all));
    }
}
