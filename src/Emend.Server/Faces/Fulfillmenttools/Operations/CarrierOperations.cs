using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Operations;

/// <summary>What the endpoints of carriers say of themselves.</summary>
internal static class CarrierOperations
{
    private const string Tag = "Carriers";

    private static readonly Reply ThePage = Asked.Ok("Carriers in short.", AnswerShapes.Page("carriers", CarrierAnswerShapes.Stripped));

    private static readonly Reply TheConnection = Asked.Ok("The connection.", CarrierAnswerShapes.Connection);

    public static readonly Operation List = new("getCarriers", Tag, "List carriers")
    {
        Parameters = [Asked.StartAfterId, Asked.Size()],
        Answers = [ThePage],
        Fails = [400],
    };

    public static readonly Operation Create = new("addCarrier", Tag, "Make a carrier")
    {
        Description = "It counts once its status is ACTIVE.",
        Body = CarrierShapes.ForCreation,
        Example = """{ "key": "GLS", "name": "GLS", "status": "ACTIVE" }""",
        Answers = [Asked.Created("It is made; `Location` names it.", CarrierAnswerShapes.Carrier)],
    };

    public static readonly Operation Get = new("getCarrier", Tag, "Read a carrier")
    {
        Answers = [Asked.Ok("The carrier.", CarrierAnswerShapes.Carrier)],
        Fails = [404],
    };

    public static readonly Operation ListOfFacility = new("listFacilityCarriers", Tag, "List the carriers of a facility")
    {
        Answers = [ThePage],
        Fails = [404],
    };

    public static readonly Operation GetConnection = new("getFacilityCarrier", Tag, "Read how a carrier comes to a facility")
    {
        Answers = [TheConnection],
        Fails = [404],
    };

    public static readonly Operation Connect = new("createCarrierToFacility", Tag, "Let a carrier come to a facility")
    {
        Body = CarrierShapes.ToConnect,
        Example = """{ "status": "ACTIVE", "cutoffTime": { "hour": 16, "minute": 30 } }""",
        Answers = [Asked.Created("It comes.", CarrierAnswerShapes.Connection)],
        Fails = [404, 409],
    };

    public static readonly Operation Change = new("connectCarrierToFacility", Tag, "Change how a carrier comes to a facility")
    {
        Description = "What is left out is unset.",
        Body = CarrierShapes.ToReconnect,
        Example = """{ "version": 1, "status": "ACTIVE", "cutoffTime": { "hour": 17, "minute": 0 } }""",
        Answers = [TheConnection],
        Fails = [404, 409],
    };
}
