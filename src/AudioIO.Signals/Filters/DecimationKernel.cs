using System.Numerics;
using System.Runtime.CompilerServices;
using AudioIO.Lanes;

namespace AudioIO.Filters;

/// <summary>
/// Resamples to every M-th frame. Neighbouring outputs lie in the lanes of vectors: output m needs frame M m + d for every tap, which lies
/// beside that of output m + 1 once the input is sorted by its remainder modulo M, into M rows. The taps are symmetric, so that the frames at
/// −d and d are added before both are multiplied: three operations for two taps. An output is the sum from its middle outwards, whatever the
/// width of the vectors.
/// </summary>
internal sealed unsafe class DecimationKernel
{
    /// <summary>Largest M: beyond, rows would fill the cache.</summary>
    public const int MostDown = 64;

    // Outputs of a chunk: what is sorted again for the next one is a third of it.
    private const int ChunkOutputs = 256;

    // An addition takes four cycles until its result can be added to.
    private const int Vectors = 4;

    private readonly int _down;
    private readonly int _half;
    private readonly int _vectorBytes;
    private readonly int _rowLength;
    private readonly double[] _taps; // 0 … half
    private readonly int[] _places; // of the first output: that of its middle, and of every d those at −d and d
    private readonly WorkspacePool<double> _workspaces;

    /// <param name="taps">The symmetric filter, an odd number of taps.</param>
    /// <param name="down">M, from 1 to <see cref="MostDown"/>.</param>
    /// <param name="vectorBytes">Width of the vectors; every width gives the same bits.</param>
    public DecimationKernel(ReadOnlySpan<double> taps, int down, int vectorBytes)
    {
        (_down, _half, _vectorBytes) = (down, taps.Length / 2, vectorBytes);
        _taps = taps[_half..].ToArray();
        _rowLength = ChunkOutputs + ((taps.Length + down - 1) / down);
        _places = new int[(2 * _half) + 1];
        _places[0] = PlaceOf(_half);
        for (int d = 1; d <= _half; d++) (_places[(2 * d) - 1], _places[2 * d]) = (PlaceOf(_half - d), PlaceOf(_half + d));
        // Behind the last output of a chunk more are computed, up to whole vectors, of what happens to lie in their rows, and not kept.
        _workspaces = new WorkspacePool<double>(_rowLength * down);
    }

    /// <summary>Computes outputs of one channel.</summary>
    /// <param name="input">From half the taps before the first output on, as many frames as the outputs need.</param>
    /// <param name="output">Room for the outputs.</param>
    /// <param name="stride">From one value of the channel to the next, in both spans.</param>
    /// <param name="count">Number of outputs, from 1.</param>
    public void Run<T>(ReadOnlySpan<T> input, Span<T> output, int stride, int count)
        where T : unmanaged, INumber<T>
    {
        Workspace<double> workspace = _workspaces.Rent();
        double* sums = stackalloc double[ChunkOutputs];
        for (int done = 0; done < count; done += ChunkOutputs)
        {
            int chunk = Math.Min(ChunkOutputs, count - done);
            Sort(input[(done * _down * stride)..], stride, ((chunk - 1) * _down) + (2 * _half) + 1, workspace.Start);
            switch (_vectorBytes)
            {
                case 64: Sum<Lanes512<double>>(workspace.Start, chunk, sums); break;
                case 32: Sum<Lanes256<double>>(workspace.Start, chunk, sums); break;
                case 16: Sum<Lanes128<double>>(workspace.Start, chunk, sums); break;
                default: Sum<Lane<double>>(workspace.Start, chunk, sums); break;
            }
            ChannelValues.Write(new ReadOnlySpan<double>(sums, chunk), output[(done * stride)..], stride);
        }
        _workspaces.Return(workspace);
    }

    private int PlaceOf(int frame) => (frame % _down * _rowLength) + (frame / _down);

    /// <summary>Frames into rows by their remainder.</summary>
    private void Sort<T>(ReadOnlySpan<T> input, int stride, int frames, double* rows)
        where T : unmanaged, INumber<T>
    {
        // The last frame lies within the input: checked once, for all of them.
        input = input[..(((frames - 1) * stride) + 1)];
        nint step = (nint)_down * stride;
        fixed (T* start = input)
        {
            for (int q = 0; q < Math.Min(_down, frames); q++)
            {
                T* from = start + ((nint)q * stride);
                double* to = rows + ((nint)q * _rowLength);
                for (double* end = to + ((frames - q + _down - 1) / _down); to != end; to++, from += step) *to = double.CreateTruncating(*from);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum<TLanes>(double* rows, int count, double* sums)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        nint width = TLanes.Count;
        fixed (double* taps = _taps)
        fixed (int* places = _places)
        {
            for (nint m = 0; m < count; m += Vectors * width)
            {
                double* middle = rows + places[0] + m;
                TLanes tap = TLanes.Broadcast(taps[0]);
                TLanes a = TLanes.Load(middle) * tap, b = TLanes.Load(middle + width) * tap;
                TLanes c = TLanes.Load(middle + (2 * width)) * tap, d = TLanes.Load(middle + (3 * width)) * tap;
                int* place = places + 1;
                for (nint k = 1; k <= _half; k++, place += 2)
                {
                    double* before = rows + place[0] + m, behind = rows + place[1] + m;
                    tap = TLanes.Broadcast(taps[k]);
                    a += (TLanes.Load(before) + TLanes.Load(behind)) * tap;
                    b += (TLanes.Load(before + width) + TLanes.Load(behind + width)) * tap;
                    c += (TLanes.Load(before + (2 * width)) + TLanes.Load(behind + (2 * width))) * tap;
                    d += (TLanes.Load(before + (3 * width)) + TLanes.Load(behind + (3 * width))) * tap;
                }
                a.Store(sums + m);
                b.Store(sums + m + width);
                c.Store(sums + m + (2 * width));
                d.Store(sums + m + (3 * width));
            }
        }
    }
}
