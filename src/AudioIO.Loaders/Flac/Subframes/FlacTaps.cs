using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>The sum of products of one prediction, so many at a time that nothing has to be counted.</summary>
internal unsafe interface IFlacTaps
{
    /// <summary>Where no sum of products is beyond 32 bits. The oldest samples come first: the newest is what the sum waits for.</summary>
    /// <param name="coefficients">The one for the newest sample first.</param>
    /// <param name="next">Behind the newest sample.</param>
    static abstract int Sum(int* coefficients, int* next);

    /// <summary>32 products of 15 by 33 bits are below 2^52.</summary>
    static abstract long LongSum(int* coefficients, int* next);
}

/// <summary>Predictors of up to 4 coefficients.</summary>
internal readonly unsafe struct FlacFourTaps : IFlacTaps
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Sum(int* coefficients, int* next) =>
        (coefficients[3] * next[-4]) + (coefficients[2] * next[-3]) + (coefficients[1] * next[-2]) + (coefficients[0] * next[-1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long LongSum(int* coefficients, int* next) => ((long)coefficients[3] * next[-4]) + ((long)coefficients[2] * next[-3])
        + ((long)coefficients[1] * next[-2]) + ((long)coefficients[0] * next[-1]);
}

/// <summary>Predictors of up to 8 coefficients.</summary>
internal readonly unsafe struct FlacEightTaps : IFlacTaps
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Sum(int* coefficients, int* next) =>
        FlacFourTaps.Sum(coefficients + 4, next - 4) + FlacFourTaps.Sum(coefficients, next);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long LongSum(int* coefficients, int* next) =>
        FlacFourTaps.LongSum(coefficients + 4, next - 4) + FlacFourTaps.LongSum(coefficients, next);
}

/// <summary>Predictors of up to 12 coefficients.</summary>
internal readonly unsafe struct FlacTwelveTaps : IFlacTaps
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Sum(int* coefficients, int* next) =>
        FlacEightTaps.Sum(coefficients + 4, next - 4) + FlacFourTaps.Sum(coefficients, next);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long LongSum(int* coefficients, int* next) =>
        FlacEightTaps.LongSum(coefficients + 4, next - 4) + FlacFourTaps.LongSum(coefficients, next);
}

/// <summary>Predictors of up to 32 coefficients, which encoders make only when asked for.</summary>
internal readonly unsafe struct FlacThirtyTwoTaps : IFlacTaps
{
    public static int Sum(int* coefficients, int* next)
    {
        int sum = 0;
        for (int j = FlacSubframe.MaxOrder - 4; j > 0; j -= 4) sum += FlacFourTaps.Sum(coefficients + j, next - j);
        return sum + FlacFourTaps.Sum(coefficients, next);
    }

    public static long LongSum(int* coefficients, int* next)
    {
        long sum = 0;
        for (int j = FlacSubframe.MaxOrder - 4; j > 0; j -= 4) sum += FlacFourTaps.LongSum(coefficients + j, next - j);
        return sum + FlacFourTaps.LongSum(coefficients, next);
    }
}
