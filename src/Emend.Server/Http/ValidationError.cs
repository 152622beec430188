namespace Emend.Server.Http;

/// <summary>One thing that is wrong with what was sent.</summary>
/// <param name="Path">Where, as the sender would write it: <c>orderLineItems[2].quantity</c>; empty for the body as a whole.</param>
/// <param name="Detail">What is wrong: "is -1", "is missing".</param>
/// <param name="Expected">What would be right: "must be a whole number of at least 1".</param>
internal readonly record struct ValidationError(string Path, string Detail, string Expected)
{
    /// <summary>The problem in one sentence.</summary>
    public override string ToString() => $"{(Path.Length == 0 ? "the body" : Path)} {Detail}: {Expected}";
}
