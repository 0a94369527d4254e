using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AudioIO.Lanes;

/// <summary>
/// Shuffles of vectors of 128 bits, which serve every width, and those of wider ones where the processor has them: each moves as much as
/// two or four.
/// </summary>
internal static unsafe class LaneTranspose
{
    /// <summary>Turns four rows of four floats into columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector128<float> a, ref Vector128<float> b, ref Vector128<float> c, ref Vector128<float> d)
    {
        Vector128<float> acLow = ZipLow(a, c), acHigh = ZipHigh(a, c), bdLow = ZipLow(b, d), bdHigh = ZipHigh(b, d);
        a = ZipLow(acLow, bdLow);
        b = ZipHigh(acLow, bdLow);
        c = ZipLow(acHigh, bdHigh);
        d = ZipHigh(acHigh, bdHigh);
    }

    /// <summary>
    /// Turns four floats of each row, from <paramref name="first"/> on, into columns: the first vector receives the first ones of sixteen rows, the
    /// next the second ones. With AVX-512.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        float** rows, nint first, out Vector512<float> a, out Vector512<float> b, out Vector512<float> c, out Vector512<float> d)
    {
        // Pieces of four rows are turned in each quarter of a vector: rows 0, 4, 8, 12 lie in one vector, 1, 5, 9, 13 in the next.
        Vector512<float> w = Quarters(rows, first), x = Quarters(rows + 1, first), y = Quarters(rows + 2, first), z = Quarters(rows + 3, first);
        Vector512<float> wyLow = Avx512F.UnpackLow(w, y), wyHigh = Avx512F.UnpackHigh(w, y);
        Vector512<float> xzLow = Avx512F.UnpackLow(x, z), xzHigh = Avx512F.UnpackHigh(x, z);
        a = Avx512F.UnpackLow(wyLow, xzLow);
        b = Avx512F.UnpackHigh(wyLow, xzLow);
        c = Avx512F.UnpackLow(wyHigh, xzHigh);
        d = Avx512F.UnpackHigh(wyHigh, xzHigh);
    }

    /// <summary>The same of eight rows, with AVX.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        float** rows, nint first, out Vector256<float> a, out Vector256<float> b, out Vector256<float> c, out Vector256<float> d)
    {
        Vector256<float> w = Halves(rows, first), x = Halves(rows + 1, first), y = Halves(rows + 2, first), z = Halves(rows + 3, first);
        Vector256<float> wyLow = Avx.UnpackLow(w, y), wyHigh = Avx.UnpackHigh(w, y);
        Vector256<float> xzLow = Avx.UnpackLow(x, z), xzHigh = Avx.UnpackHigh(x, z);
        a = Avx.UnpackLow(wyLow, xzLow);
        b = Avx.UnpackHigh(wyLow, xzLow);
        c = Avx.UnpackLow(wyHigh, xzHigh);
        d = Avx.UnpackHigh(wyHigh, xzHigh);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Quarters(float** rows, nint first)
    {
        // Inserted from memory, which is no shuffle.
        Vector512<float> row = Vector128.Load(rows[0] + first).ToVector256Unsafe().ToVector512Unsafe();
        row = Avx512F.InsertVector128(row, Vector128.Load(rows[4] + first), 1);
        row = Avx512F.InsertVector128(row, Vector128.Load(rows[8] + first), 2);
        return Avx512F.InsertVector128(row, Vector128.Load(rows[12] + first), 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(float** rows, nint first) =>
        Avx.InsertVector128(Vector128.Load(rows[0] + first).ToVector256Unsafe(), Vector128.Load(rows[4] + first), 1);

    /// <summary>even[0], odd[0], even[1], odd[1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ZipLow(Vector128<float> even, Vector128<float> odd) =>
        Sse.IsSupported ? Sse.UnpackLow(even, odd)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(even, odd)
        : Vector128.Create(even[0], odd[0], even[1], odd[1]);

    /// <summary>even[2], odd[2], even[3], odd[3].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ZipHigh(Vector128<float> even, Vector128<float> odd) =>
        Sse.IsSupported ? Sse.UnpackHigh(even, odd)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(even, odd)
        : Vector128.Create(even[2], odd[2], even[3], odd[3]);

    /// <summary>even[0], odd[0].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> ZipLow(Vector128<double> even, Vector128<double> odd) =>
        Sse2.IsSupported ? Sse2.UnpackLow(even, odd)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(even, odd)
        : Vector128.Create(even[0], odd[0]);

    /// <summary>even[1], odd[1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> ZipHigh(Vector128<double> even, Vector128<double> odd) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(even, odd)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(even, odd)
        : Vector128.Create(even[1], odd[1]);
}
