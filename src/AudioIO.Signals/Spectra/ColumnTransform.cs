using System.Numerics;
using AudioIO.Lanes;

namespace AudioIO.Spectra;

/// <summary>
/// Power columns of a spectrogram: window, Fourier transform of real values, squared magnitude, scale; one column per lane of a vector.
/// In go columns of samples, anywhere in a span; out come columns of powers, one after the other. The windowed samples are
/// transposed on the way in, so that the transform itself needs no shuffles (<see cref="StockhamPasses"/>), pairs of real values are
/// transformed as complex ones (<see cref="RealSplit"/>), and the powers are transposed on the way out. A column's bits depend on its
/// samples alone: lanes without a column repeat the last one. Safe from any number of threads; allocates nothing in a steady state.
/// </summary>
/// <typeparam name="T">float, or double: half the lanes.</typeparam>
internal sealed unsafe class ColumnTransform<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // 2^26 frames are minutes of sound: what is asked for beyond is a mistake, and pages of memory per lane.
    private const int MaxSize = 1 << 26;

    // Two lines of the cache of each column.
    private const int ChunkValues = 32;

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
    /// <param name="paddedSize">Size of the transform where it is longer than the window: zeros follow the samples.</param>
    /// <exception cref="ArgumentException">The size is not possible.</exception>
    public ColumnTransform(ReadOnlySpan<double> window, SpectrumScale scale, int? vectorBytes = null, int? paddedSize = null)
    {
        PaddedSize = paddedSize ?? window.Length;
        if (!IsPossible(PaddedSize))
            throw new ArgumentException($"A transform has 2 · 2^a · 3^b · 5^c samples, not {PaddedSize}.", nameof(window));
        Size = window.Length;
        if (Size < 1 || Size > PaddedSize) throw new ArgumentException($"{Size} samples are not 1 to {PaddedSize}.", nameof(window));
        _plan = new StockhamPlan<T>(PaddedSize / 2);
        _splitFactors = RealSplit.CreateFactors<T>(PaddedSize);
        _window = new Workspace<T>(Size);
        for (int n = 0; n < Size; n++) _window.Start[n] = T.CreateChecked(window[n]);
        _edgeScale = T.CreateChecked(scale.Edge);
        _quarterScale = T.CreateChecked(scale.Inner / 4);
        _vectorBytes = vectorBytes ?? LaneWidth.Bytes;
        Lanes = LaneWidth.Lanes<T>(_vectorBytes);
        // The values, the other side of the passes, and what goes in and out.
        _workspaces = new WorkspacePool<T>(checked(((2 * PaddedSize) + (4 * ChunkValues)) * Lanes));
    }

    /// <summary>Samples of a column.</summary>
    public int Size { get; }

    /// <summary>Samples of the transform: those of a column, and zeros.</summary>
    public int PaddedSize { get; }

    /// <summary>Powers of a column: frequencies k · rate / padded size for k = 0 … padded size / 2.</summary>
    public int Bins => (PaddedSize / 2) + 1;

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
        T* values = workspace.Start, other = values + ((nint)PaddedSize * Lanes), chunk = other + ((nint)PaddedSize * Lanes);
        Enter<TLanes>(columns, values, chunk);
        Leave<TLanes>(StockhamPasses.RunRest<TLanes, T>(_plan, values, other), chunk, powers, count);
        // Keeps the memory behind the pointers alive.
        GC.KeepAlive(_window);
        _workspaces.Return(workspace);
    }

    /// <summary>Windowed columns into lanes, and the first of the outer passes while they are near.</summary>
    private void Enter<TLanes>(T** columns, T* values, T* chunk)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (_plan.Outer.IsEmpty)
        {
            for (int n = 0; n < PaddedSize; n += ChunkValues)
                Enter(columns, n, Math.Min(ChunkValues, PaddedSize - n), values + ((nint)n * Lanes));
            return;
        }
        // Counted in values, two of each complex one.
        int quarter = PaddedSize / 4;
        nint part = ChunkValues * Lanes;
        fixed (T* factors = _plan.Outer[0].Factors)
        {
            for (int n = 0; n < quarter; n += ChunkValues)
            {
                int count = Math.Min(ChunkValues, quarter - n);
                for (int j = 0; j < 4; j++) Enter(columns, (j * quarter) + n, count, chunk + (j * part));
                StockhamPasses.Quarter<TLanes, T>(
                    chunk, part, values + ((nint)n * Lanes), (nint)quarter * Lanes, factors + (3 * n), count / 2);
            }
        }
    }

    /// <summary>Values of the transform into lanes: windowed samples, then zeros.</summary>
    private void Enter(T** columns, int first, int count, T* lanes)
    {
        int inside = Math.Clamp(Size - first, 0, count);
        if (inside > 0) ColumnTranspose.Enter(columns, _window.Start, first, inside, lanes, Lanes);
        if (inside < count) new Span<T>(lanes + ((nint)inside * Lanes), (count - inside) * Lanes).Clear();
    }

    /// <summary>The powers of both ends towards the middle, and out of the lanes while they are near.</summary>
    private void Leave<TLanes>(T* values, T* chunk, T* powers, int count)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        int half = PaddedSize / 2;
        T* low = chunk, high = chunk + (ChunkValues * Lanes);
        RealSplit.EdgePowers<TLanes, T>(values, low, high, _edgeScale);
        ColumnTranspose.Leave(low, Lanes, 1, powers, Bins, count);
        ColumnTranspose.Leave(high, Lanes, 1, powers + half, Bins, count);
        fixed (T* factors = _splitFactors)
        {
            for (int k = 1; k <= half / 2; k += ChunkValues)
            {
                int bins = Math.Min(ChunkValues, (half / 2) - k + 1);
                RealSplit.Powers<TLanes, T>(
                    values, _plan.Places, factors, k, bins, low, high + ((bins - 1) * (nint)Lanes), _quarterScale);
                ColumnTranspose.Leave(low, Lanes, bins, powers + k, Bins, count);
                ColumnTranspose.Leave(high, Lanes, bins, powers + half - k - bins + 1, Bins, count);
            }
        }
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
