using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>The products of one prediction but those with the two newest samples, so many at a time that nothing has to be counted.</summary>
internal unsafe interface IFlacTaps
{
    /// <summary>In 64 bits, where 32 products of 15 by 33 bits are below 2^52. The oldest samples come first.</summary>
    /// <param name="coefficients">The one for the newest of these samples first, 0 beyond the order.</param>
    /// <param name="next">Behind the newest of these samples.</param>
    static abstract long Sum(long* coefficients, int* next);
}

/// <summary>Predictors of up to 4 coefficients.</summary>
internal readonly unsafe struct FlacTwoTaps : IFlacTaps
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Sum(long* coefficients, int* next) => (coefficients[1] * next[-2]) + (coefficients[0] * next[-1]);
}

/// <summary>Predictors of up to 8 coefficients.</summary>
internal readonly unsafe struct FlacSixTaps : IFlacTaps
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Sum(long* coefficients, int* next) => (coefficients[5] * next[-6]) + (coefficients[4] * next[-5])
        + (coefficients[3] * next[-4]) + (coefficients[2] * next[-3]) + FlacTwoTaps.Sum(coefficients, next);
}

/// <summary>Predictors of up to 12 coefficients.</summary>
internal readonly unsafe struct FlacTenTaps : IFlacTaps
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Sum(long* coefficients, int* next) => (coefficients[9] * next[-10]) + (coefficients[8] * next[-9])
        + (coefficients[7] * next[-8]) + (coefficients[6] * next[-7]) + FlacSixTaps.Sum(coefficients, next);
}

/// <summary>Predictors of up to 32 coefficients, which encoders make only when asked for.</summary>
internal readonly unsafe struct FlacThirtyTaps : IFlacTaps
{
    public static long Sum(long* coefficients, int* next)
    {
        long sum = 0;
        for (int j = FlacSubframe.MaxOrder - 4; j >= 8; j -= 2) sum += FlacTwoTaps.Sum(coefficients + j, next - j);
        return sum + FlacSixTaps.Sum(coefficients + 2, next - 2) + FlacTwoTaps.Sum(coefficients, next);
    }
}
