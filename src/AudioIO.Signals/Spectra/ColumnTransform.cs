using System.Numerics;
using AudioIO.Lanes;

namespace AudioIO.Spectra;

/// <summary>
/// Power columns of a spectrogram: window, Fourier transform of real values, squared magnitude, scale; one column per lane of a vector.
/// In go columns of samples, anywhere in a span; out come columns of size/2 + 1 powers, one after the other. The windowed samples are
/// transposed on the way in, so that the transform itself needs no shuffles (<see cref="StockhamPasses"/>), pairs of real values are
/// transformed as complex ones (<see cref="RealSplit"/>), and the powers are transposed on the way out. A column's bits depend on its
/// samples alone: lanes without a column repeat the last one. Safe from any number of threads; allocates nothing in a steady state.
/// </summary>
/// <typeparam name="T">float, or double as the reference: half the lanes, and no fast transposition.</typeparam>
internal sealed unsafe class ColumnTransform<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Sixteen columns of 2048 floats no longer fit the cache next to the processor: measured, wider vectors gain nothing.
    private const int WidestVectorBytes = 32;

    // 2^26 frames are minutes of sound: what is asked for beyond is a mistake, and pages of memory per lane.
    private const int MaxSize = 1 << 26;

    private readonly StockhamPlan<T> _plan;
    private readonly Workspace<T> _window;
    private readonly T[] _splitFactors;
    private readonly T _edgeScale;
    private readonly T _quarterScale;
    private readonly int _vectorBytes;
    private readonly WorkspacePool<T> _workspaces;

    /// <param name="window">One factor per sample of a column; their number is the size of the transform, 2 · 2^a · 3^b · 5^c.</param>
    /// <param name="scale">What the squared magnitudes are multiplied by.</param>
    /// <param name="vectorBytes">Width of the vectors; a width that the hardware lacks is slow, and gives the same bits.</param>
    /// <exception cref="ArgumentException">The size is not possible.</exception>
    public ColumnTransform(ReadOnlySpan<double> window, SpectrumScale scale, int? vectorBytes = null)
    {
        if (!IsPossible(window.Length))
            throw new ArgumentException($"A column has 2 · 2^a · 3^b · 5^c samples, not {window.Length}.", nameof(window));
        Size = window.Length;
        _plan = new StockhamPlan<T>(Size / 2);
        _splitFactors = RealSplit.CreateFactors<T>(Size);
        _window = new Workspace<T>(Size);
        for (int n = 0; n < Size; n++) _window.Start[n] = T.CreateChecked(window[n]);
        _edgeScale = T.CreateChecked(scale.Edge);
        _quarterScale = T.CreateChecked(scale.Inner / 4);
        _vectorBytes = vectorBytes ?? Math.Min(WidestVectorBytes, LaneWidth.Bytes);
        Lanes = LaneWidth.Lanes<T>(_vectorBytes);
        // The values and the other side of the passes; the last side holds Size/2 + 1 vectors of powers.
        _workspaces = new WorkspacePool<T>(checked(2 * Math.Max(Size, Bins) * Lanes));
    }

    /// <summary>Samples of a column.</summary>
    public int Size { get; }

    /// <summary>Powers of a column: frequencies k · rate / size for k = 0 … size/2.</summary>
    public int Bins => (Size / 2) + 1;

    /// <summary>Columns computed at once. Any number can be asked for; multiples of this waste nothing.</summary>
    public int Lanes { get; }

    public static bool IsPossible(int size) => size is >= 2 and <= MaxSize && size % 2 == 0 && StockhamPlan<T>.IsPossible(size / 2);

    /// <summary>Computes columns at equal distances.</summary>
    /// <param name="samples">Samples of one channel; column k begins at k · <paramref name="hop"/>.</param>
    /// <param name="hop">Samples from one column to the next, from 0.</param>
    /// <param name="powers">Room for whole columns of <see cref="Bins"/>; their number is what is computed.</param>
    public void Powers(ReadOnlySpan<T> samples, int hop, Span<T> powers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hop);
        int count = ThrowIfNotWhole(powers.Length);
        if (count == 0) return;
        ThrowIfOutside((count - 1L) * hop, samples.Length);
        fixed (T* from = samples, to = powers)
        {
            T** columns = stackalloc T*[Lanes];
            for (int first = 0; first < count; first += Lanes)
            {
                for (int l = 0; l < Lanes; l++) columns[l] = from + ((nint)Math.Min(first + l, count - 1) * hop);
                Run(columns, to + ((nint)first * Bins), Math.Min(Lanes, count - first));
            }
        }
    }

    /// <summary>Computes columns anywhere, as those of several channels.</summary>
    /// <param name="samples">Samples.</param>
    /// <param name="starts">Where each column begins.</param>
    /// <param name="powers">Room for as many columns of <see cref="Bins"/>.</param>
    public void Powers(ReadOnlySpan<T> samples, ReadOnlySpan<int> starts, Span<T> powers)
    {
        if (ThrowIfNotWhole(powers.Length) != starts.Length)
            throw new ArgumentException($"{starts.Length} columns have {Bins} powers each, not {powers.Length} together.", nameof(powers));
        foreach (int start in starts) ThrowIfOutside(start, samples.Length);
        fixed (T* from = samples, to = powers)
        {
            T** columns = stackalloc T*[Lanes];
            for (int first = 0; first < starts.Length; first += Lanes)
            {
                for (int l = 0; l < Lanes; l++) columns[l] = from + starts[Math.Min(first + l, starts.Length - 1)];
                Run(columns, to + ((nint)first * Bins), Math.Min(Lanes, starts.Length - first));
            }
        }
    }

    private void Run(T** columns, T* powers, int count)
    {
        switch (_vectorBytes)
        {
            case 64: Run<Lanes512<T>>(columns, powers, count); break;
            case 32: Run<Lanes256<T>>(columns, powers, count); break;
            case 16: Run<Lanes128<T>>(columns, powers, count); break;
            default: Run<Lane<T>>(columns, powers, count); break;
        }
    }

    private void Run<TLanes>(T** columns, T* powers, int count)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        Workspace<T> workspace = _workspaces.Rent();
        T* values = workspace.Start, other = values + (workspace.Length / 2);
        ColumnTranspose.Enter(columns, _window.Start, Size, values, TLanes.Count);
        T* result = StockhamPasses.Run<TLanes, T>(_plan, values, other);
        T* vectors = result == values ? other : values;
        fixed (T* factors = _splitFactors)
            RealSplit.Powers<TLanes, T>(result, vectors, factors, Size / 2, _edgeScale, _quarterScale);
        ColumnTranspose.Leave(vectors, TLanes.Count, Bins, powers, count);
        // Keeps the memory behind the pointers alive.
        GC.KeepAlive(_window);
        _workspaces.Return(workspace);
    }

    private int ThrowIfNotWhole(int powers)
    {
        (int count, int rest) = Math.DivRem(powers, Bins);
        if (rest != 0) throw new ArgumentException($"Expected whole columns of {Bins} powers, found {powers} powers.", nameof(powers));
        return count;
    }

    private void ThrowIfOutside(long start, int samples)
    {
        if (start < 0 || start > samples - Size)
            throw new ArgumentException($"The column of {Size} samples at {start} does not lie within {samples} samples.", nameof(samples));
    }
}
