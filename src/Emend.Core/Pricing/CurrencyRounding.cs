namespace Emend.Core.Pricing;

/// <summary>Rounds amounts to the minor unit of a currency.</summary>
public static class CurrencyRounding
{
    /// <summary>Rounds to the minor unit of the currency (ISO 4217), half away from zero.</summary>
    public static decimal ToMinorUnit(decimal amount, string currency) =>
        Math.Round(amount, Digits(currency), MidpointRounding.AwayFromZero);

    private static int Digits(string currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "UYI" or "VND" or "VUV"
            or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        "CLF" or "UYW" => 4,
        _ => 2,
    };
}
