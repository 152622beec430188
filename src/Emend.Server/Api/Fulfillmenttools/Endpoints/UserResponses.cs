using System.Text.Json;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>How changes of people and roles are told.</summary>
internal static class UserResponses
{
    /// <param name="context">The request.</param>
    /// <param name="identityChangeResult">How it ended.</param>
    /// <param name="told">What it was about: the kind and the id.</param>
    /// <param name="named">The version the request named.</param>
    /// <param name="good">Tells it as it is afterwards.</param>
    public static Task Write<T>(
        HttpContext context, IdentityChangeResult<T> identityChangeResult, (string What, string Id) told, long named, Func<T, Task> good)
        where T : class =>
        identityChangeResult.End switch
        {
            IdentityChangeStatus.Done => good(identityChangeResult.Value!),
            IdentityChangeStatus.Missing => FulfillmenttoolsErrors.NotFound(context, told.What, told.Id),
            IdentityChangeStatus.Stale => FulfillmenttoolsErrors.Stale(context, told.What, identityChangeResult.Current, named),
            IdentityChangeStatus.Forbidden => Faults(context, StatusCodes.Status403Forbidden, identityChangeResult, told.What),
            IdentityChangeStatus.Taken => Faults(context, StatusCodes.Status409Conflict, identityChangeResult, told.What),
            IdentityChangeStatus.Refused => Faults(context, StatusCodes.Status422UnprocessableEntity, identityChangeResult, told.What),
            _ => throw new InvalidOperationException($"{identityChangeResult.End} cannot be told."),
        };

    public static Func<T, Task> With<T>(HttpContext context, int status, Action<Utf8JsonWriter, T> members) =>
        value => JsonResponseWriter.Write(context.Response, status, value, members);

    private static Task Faults<T>(HttpContext context, int status, IdentityChangeResult<T> identityChangeResult, string what)
        where T : class => FulfillmenttoolsErrors.Write(context, status, identityChangeResult.Faults.Select(f => new ErrorWriter(
            $"{(f.Path.Length == 0 ? "The " + what : f.Path)} {f.Detail}.", $"It {f.Expected}.")));
}
