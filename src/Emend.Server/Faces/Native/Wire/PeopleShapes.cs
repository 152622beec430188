using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>Credentials, users and the audit.</summary>
internal static class PeopleShapes
{
    public const int MostAuditEntries = 250;

    private const int MostCredentials = 10_000;
    private const int LongestOverlap = 10_080;

    private static readonly Shape Id = Shape.Name(200);

    private static readonly Shape Version = Shape.Whole(least: 0);

    private static readonly Shape Role = Shape.Object(
        Must("role", Id.Says("The name of a role.")),
        May("facilities", Shape.List(Id, least: 1).Says("Where it counts; everywhere where left out.")))
        .Named("AssignedRole");

    private static readonly Shape Who = Shape.Object(Must("id", Id), Must("name", Shape.Text()));

    private static readonly Member[] OfCredential =
    [
        Must("id", Id),
        Must("version", Version),
        Must("name", Shape.Name(100)),
        Must("roles", Shape.List(Role, most: 10)),
        Must("createdAt", Shape.Moment),
        May("expiresAt", Shape.Moment),
        May("lastUsedAt", Shape.Moment.Says("To the quarter of an hour.")),
    ];

    public static readonly Shape NewCredential = Shape.Object(
        Must("name", Shape.Name(100)),
        Must("roles", Shape.List(Role, most: 10, least: 1)),
        May("expiresAt", Shape.Moment));

    public static readonly Shape Rotation = Shape.Object(
        May("overlapMinutes", Shape.Whole(0, LongestOverlap).Says("How long the secret so far still counts; 0 where left out.")));

    public static readonly Shape Activity = Shape.Object(Must("active", Shape.Flag));

    public static readonly Shape Credential = Shape.Object(OfCredential).Named("Credential");

    public static readonly Shape Credentials = Shape.Object(Must("credentials", Shape.List(Credential, MostCredentials)));

    public static readonly Shape IssuedCredential = Shape.Object(
        [.. OfCredential, Must("secret", Shape.Name().Says("Shown this once; send it as X-Api-Key."))]).Named("IssuedCredential");

    public static readonly Shape User = Shape.Object(
        Must("id", Id),
        Must("version", Version),
        Must("username", Shape.Name()),
        Must("name", Shape.Name()),
        Must("active", Shape.Flag),
        Must("roles", Shape.List(Role, most: 10))).Named("User");

    public static readonly Shape Audit = Shape.Object(
        Must("entries", Shape.List(
            Shape.Object(
                Must("id", Id), Must("at", Shape.Moment), Must("by", Who), Must("deed", Shape.Name()), Must("about", Who))
                .Named("AuditEntry"),
            MostAuditEntries)));
}
