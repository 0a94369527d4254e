namespace AudioIO;

/// <summary>How many Rice codes are taken from one refill of the bit buffer: a constant for the compiler.</summary>
internal interface IFlacCodes
{
    static abstract int Count { get; }
}

/// <summary>Five codes.</summary>
internal readonly struct FlacFiveCodes : IFlacCodes
{
    public static int Count => 5;
}

/// <summary>Four codes.</summary>
internal readonly struct FlacFourCodes : IFlacCodes
{
    public static int Count => 4;
}

/// <summary>Three codes.</summary>
internal readonly struct FlacThreeCodes : IFlacCodes
{
    public static int Count => 3;
}

/// <summary>Two codes.</summary>
internal readonly struct FlacTwoCodes : IFlacCodes
{
    public static int Count => 2;
}
