using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads configurations that Emend does not store: their values are fixed.</summary>
internal sealed class FixedConfigurationEndpoints(FulfillmenttoolsAuthorizer authorizer)
{
    private const int LastHour = 23;
    private const int LastMinute = 59;

    /// <summary>The locales of fulfillmenttools. Emend stores texts of these and all other locales.</summary>
    private static readonly ImmutableArray<string> Locales =
    [
        "de_DE", "en_US", "pl_PL", "ru_RU", "nl_NL", "fr_FR", "it_IT", "nb_NO", "es_ES", "cs_CZ", "sk_SK", "pt_PT", "sl_SI", "ro_RO",
        "bg_BG", "hr_HR", "hu_HU", "tr_TR",
    ];

    public async Task ListLocales(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not null)
        {
            await JsonResponseWriter.WriteTexts(context.Response, StatusCodes.Status200OK, Locales);
        }
    }

    /// <summary>The picking times of facilities without own picking times: the whole week.</summary>
    public async Task GetPickingTimes(HttpContext context)
    {
        if (await authorizer.Authorize(context, Permissions.ConfigRead) is not null)
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, PickingTimesSchema.Days, static (json, days) =>
            {
                json.WriteNumber("version", 0);
                json.WriteObject("pickingTimes", days, static (item, all) =>
                {
                    foreach (var day in all)
                    {
                        item.WriteObjects(day, [day], static (range, _) => WriteWholeDay(range));
                    }
                });
            });
        }
    }

    private static void WriteWholeDay(Utf8JsonWriter json)
    {
        WriteTime(json, "start", 0, 0);
        WriteTime(json, "end", LastHour, LastMinute);
    }

    private static void WriteTime(Utf8JsonWriter json, string name, int hour, int minute)
    {
        json.WriteStartObject(name);
        json.WriteNumber("hour", hour);
        json.WriteNumber("minute", minute);
        json.WriteEndObject();
    }
}
