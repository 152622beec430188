namespace Emend.Server.Http;

/// <summary>One error in a request.</summary>
/// <param name="Path">The path of the value: <c>orderLineItems[2].quantity</c>. Empty for the whole body.</param>
/// <param name="Detail">The failure: "is -1", "is missing".</param>
/// <param name="Expected">The fix: "must be a whole number of at least 1".</param>
internal readonly record struct ValidationError(string Path, string Detail, string Expected)
{
    /// <summary>The error in one sentence.</summary>
    public override string ToString() => $"{(Path.Length == 0 ? "the body" : Path)} {Detail}: {Expected}";
}
