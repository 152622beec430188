namespace Emend.Server.Http;

/// <summary>One thing that is wrong with what was sent.</summary>
/// <param name="Path">Where, as the sender would write it: <c>orderLineItems[2].quantity</c>; empty for the body as a whole.</param>
/// <param name="Wrong">What is wrong: "is -1", "is missing".</param>
/// <param name="Right">What would be right: "must be a whole number of at least 1".</param>
internal readonly record struct Problem(string Path, string Wrong, string Right)
{
    /// <summary>The problem in one sentence.</summary>
    public override string ToString() => $"{(Path.Length == 0 ? "the body" : Path)} {Wrong}: {Right}";
}
