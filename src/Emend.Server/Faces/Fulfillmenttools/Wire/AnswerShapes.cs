using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>What many answers have in common. Every member is here: an answer with another one is not what its document says.</summary>
internal static class AnswerShapes
{
    private const int MostOfAPage = 1_000;

    /// <summary>What everything with an id and versions begins with.</summary>
    public static readonly Member[] Versioned =
    [
        Must("id", CommonShapes.Ref),
        Must("version", CommonShapes.Version),
        Must("created", Shape.Moment),
        Must("lastModified", Shape.Moment),
    ];

    public static readonly Shape Workflow = Shape.Object(Must("isAvailable", Shape.Flag)).Named("WorkflowInformation");

    public static readonly Shape Refs = Shape.List(CommonShapes.Ref, MostOfAPage);

    public static readonly Shape Error = Shape.List(
        Shape.Object(
            Must("summary", Shape.Name(10_000).Says("What is wrong.")),
            May("description", Shape.Name(10_000).Says("What would be right.")),
            May("version", CommonShapes.Version.Says("The version now, where versions matter.")),
            May("requestVersion", CommonShapes.Version.Says("The version that the request named."))).Named("ErrorEntry"),
        MostOfAPage,
        least: 1).Named("Errors");

    private static readonly Shape PageInfo = Shape.Object(
        Must("startCursor", Shape.Text()),
        Must("endCursor", Shape.Text()),
        Must("hasNextPage", Shape.Flag),
        Must("hasPreviousPage", Shape.Flag)).Named("PageInfo");

    private static readonly Shape Total = Shape.Whole(least: 0);

    /// <summary>A list with a total.</summary>
    public static Shape Page(string name, Shape entry) =>
        Shape.Object(Must(name, Shape.List(entry, MostOfAPage)), Must("total", Total));

    /// <summary>A list with page information.</summary>
    public static Shape PageWithCursors(string name, Shape entry) =>
        Shape.Object(Must("pageInfo", PageInfo), Must(name, Shape.List(entry, MostOfAPage)), Must("total", Total));

    /// <summary>A page of a search.</summary>
    public static Shape Found(string name, Shape entry) =>
        Shape.Object(Must(name, Shape.List(entry, MostOfAPage)), Must("pageInfo", PageInfo), May("total", Total));

    /// <summary>The names of all states that have one.</summary>
    public static Shape States<T>(Func<T, string?> nameOf)
        where T : struct, Enum => Shape.Choice([.. Enum.GetValues<T>().Select(nameOf).OfType<string>().Distinct()]);
}
