namespace Emend.IntegrationTests.Architecture;

internal static class RuleFindings
{
    /// <summary>Fails with all findings. A collection assertion would show only the first few, shortened.</summary>
    public static void MustBeNone(IEnumerable<string> findings)
    {
        var all = findings.ToArray();
        Assert.True(all.Length == 0, string.Join('\n', all));
    }
}
