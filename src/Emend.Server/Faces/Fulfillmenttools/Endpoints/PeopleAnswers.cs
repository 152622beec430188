using System.Text.Json;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>How changes of people and roles are told.</summary>
internal static class PeopleAnswers
{
    /// <param name="context">The request.</param>
    /// <param name="answer">How it ended.</param>
    /// <param name="told">What it was about: the kind and the id.</param>
    /// <param name="named">The version the request named.</param>
    /// <param name="good">Tells it as it is afterwards.</param>
    public static Task Tell<T>(
        HttpContext context, PeopleAnswer<T> answer, (string What, string Id) told, long named, Func<T, Task> good)
        where T : class =>
        answer.End switch
        {
            PeopleEnd.Done => good(answer.Value!),
            PeopleEnd.Missing => Errors.NotFound(context, told.What, told.Id),
            PeopleEnd.Stale => Errors.Stale(context, told.What, answer.Current, named),
            PeopleEnd.Forbidden => Faults(context, StatusCodes.Status403Forbidden, answer, told.What),
            PeopleEnd.Taken => Faults(context, StatusCodes.Status409Conflict, answer, told.What),
            PeopleEnd.Refused => Faults(context, StatusCodes.Status422UnprocessableEntity, answer, told.What),
            _ => throw new InvalidOperationException($"{answer.End} cannot be told."),
        };

    public static Func<T, Task> With<T>(HttpContext context, int status, Action<Utf8JsonWriter, T> members) =>
        value => Answer.Write(context.Response, status, value, members);

    private static Task Faults<T>(HttpContext context, int status, PeopleAnswer<T> answer, string what)
        where T : class => Errors.Write(context, status, answer.Faults.Select(f => new ErrorBody(
            $"{(f.Path.Length == 0 ? "The " + what : f.Path)} {f.Wrong}.", $"It {f.Right}.")));
}
