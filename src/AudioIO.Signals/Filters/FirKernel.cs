using System.Numerics;
using System.Runtime.CompilerServices;
using AudioIO.Lanes;

namespace AudioIO.Filters;

/// <summary>
/// Convolution with the taps of a filter, in direct form: the rounding of a value does not depend on where the values around it are
/// computed, as that of a convolution by Fourier transform does. Products and sums are in double, rounded once, for floats too. Safe from
/// any number of threads; allocates nothing in a steady state.
/// </summary>
internal sealed unsafe class FirKernel
{
    private const int ChunkFrames = 1024;

    private readonly Workspace<double> _taps;
    private readonly int _vectorBytes;
    private readonly WorkspacePool<double> _workspaces;

    /// <param name="taps">Taps, at least one; the first one belongs to the newest value, as in a list of a textbook.</param>
    /// <param name="vectorBytes">Width of the vectors; a width that the hardware lacks is slow, and gives the same bits.</param>
    public FirKernel(ReadOnlySpan<double> taps, int? vectorBytes = null)
    {
        if (taps.IsEmpty) throw new ArgumentException("Expected at least one tap.", nameof(taps));
        Length = taps.Length;
        _taps = new Workspace<double>(DotProducts.RowLength(taps.Length));
        var row = new Span<double>(_taps.Start, _taps.Length);
        row.Clear();
        taps.CopyTo(row);
        row[..Length].Reverse();
        _vectorBytes = vectorBytes ?? LaneWidth.Bytes;
        _workspaces = new WorkspacePool<double>(ChunkFrames + taps.Length - 1 + DotProducts.Overrun);
    }

    /// <summary>Number of taps.</summary>
    public int Length { get; }

    /// <summary>Writes output[n] = Σ taps[k] · input[n + <see cref="Length"/> − 1 − k] of one channel.</summary>
    /// <param name="input">Values, <see cref="Length"/> − 1 more than outputs.</param>
    /// <param name="output">Room for the values of one channel, at distances of <paramref name="stride"/>.</param>
    /// <param name="stride">From one value to the next, in both spans: the number of channels where they are interleaved.</param>
    /// <param name="count">Number of outputs.</param>
    public void Run<T>(ReadOnlySpan<T> input, Span<T> output, int stride, int count)
        where T : unmanaged, INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0) return;
        if (input.Length <= (count + Length - 2L) * stride)
            throw new ArgumentException($"{count} outputs need {count + Length - 1L} inputs.", nameof(input));
        if (output.Length <= (count - 1L) * stride) throw new ArgumentException($"Expected room for {count} outputs.", nameof(output));
        Workspace<double> workspace = _workspaces.Rent();
        fixed (T* from = input, to = output)
        {
            for (int done = 0; done < count; done += ChunkFrames)
            {
                int chunk = Math.Min(ChunkFrames, count - done);
                ChannelValues.Read(input[(done * stride)..], stride, new Span<double>(workspace.Start, chunk + Length - 1));
                switch (_vectorBytes)
                {
                    case 64: Run<Lanes512<double>, T>(workspace.Start, to + ((nint)done * stride), stride, chunk); break;
                    case 32: Run<Lanes256<double>, T>(workspace.Start, to + ((nint)done * stride), stride, chunk); break;
                    case 16: Run<Lanes128<double>, T>(workspace.Start, to + ((nint)done * stride), stride, chunk); break;
                    default: Run<Lane<double>, T>(workspace.Start, to + ((nint)done * stride), stride, chunk); break;
                }
            }
        }
        _workspaces.Return(workspace);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<TLanes, T>(double* values, T* output, int stride, int count)
        where TLanes : unmanaged, ILanes<TLanes, double>
        where T : unmanaged, INumber<T>
    {
        DotProduct* products = stackalloc DotProduct[DotProducts.Count];
        double* work = stackalloc double[DotProducts.WorkLength], sums = stackalloc double[DotProducts.Count];
        DotProducts.Prepare(work);
        for (int n = 0; n < count; n += DotProducts.Count)
        {
            // Behind the end, the last one is computed again.
            for (int s = 0; s < DotProducts.Count; s++)
                products[s] = new DotProduct { Values = values + Math.Min(n + s, count - 1), Taps = _taps.Start, Count = Length };
            DotProducts.Sum<TLanes>(products, work, sums);
            int kept = Math.Min(DotProducts.Count, count - n);
            for (int s = 0; s < kept; s++, output += stride) *output = T.CreateTruncating(sums[s]);
        }
        GC.KeepAlive(_taps);
    }
}
