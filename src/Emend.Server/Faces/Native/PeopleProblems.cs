using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native;

/// <summary>How a change of people, roles or keys that was not made is told.</summary>
internal static class PeopleProblems
{
    public static Task Write<T>(HttpContext context, PeopleAnswer<T> answer, string what, string id)
        where T : class => answer.End switch
        {
            PeopleEnd.Missing => Problems.NotFound(context, what, id),
            PeopleEnd.Forbidden => Write(context, answer, what, ("forbidden", "A permission is missing.", 403)),
            PeopleEnd.Taken => Write(context, answer, what, ("taken", "The name is taken.", 409)),
            PeopleEnd.Refused => Write(context, answer, what, ("impossible", "It cannot be as things are.", 422)),
            _ => throw new InvalidOperationException($"{answer.End} is no problem of this face."),
        };

    private static Task Write<T>(HttpContext context, PeopleAnswer<T> answer, string what, (string Code, string Title, int Status) kind)
        where T : class => Problems.Write(context, new(kind.Code, kind.Title, kind.Status)
        {
            Detail = string.Join(" ", answer.Faults.Select(
                f => $"{(f.Path.Length == 0 ? "The " + what : f.Path)} {f.Wrong}: it {f.Right}.")),
            Errors = [.. answer.Faults.Select(f => new Problem(f.Path, f.Wrong, f.Right))],
        });
}
