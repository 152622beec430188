namespace Emend.Server.Shipping;

internal static class CarriersSetup
{
    public static IServiceCollection AddCarriers(this IServiceCollection services, EmbeddedCarrierOptions options) => services
        .AddSingleton(options)
        .AddSingleton<ICarrierGateway, EmbeddedCarrier>();
}
