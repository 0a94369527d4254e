using System.Numerics;
using System.Runtime.CompilerServices;
using AudioIO.Lanes;

namespace AudioIO.Filters;

/// <summary>
/// Resamples by a ratio of whole numbers: one sum of products per output (<see cref="DotProducts"/>, and where L is 1
/// <see cref="DecimationKernel"/>), in double, rounded once. An output depends on its place and on the frames around it alone. Safe from any
/// number of threads; allocates nothing in a steady state.
/// </summary>
internal sealed unsafe class ResamplingKernel
{
    private const int ChunkFrames = 2048;

    private readonly int _vectorBytes;
    private readonly WorkspacePool<double> _workspaces;
    private readonly DecimationKernel? _decimation;

    /// <param name="plan">Ratio and filter.</param>
    /// <param name="vectorBytes">Width of the vectors; a width that the hardware lacks is slow, and gives the same bits.</param>
    public ResamplingKernel(ResamplingPlan plan, int? vectorBytes = null)
    {
        Plan = plan;
        _vectorBytes = vectorBytes ?? LaneWidth.Bytes;
        _workspaces = new WorkspacePool<double>(ChunkFrames + plan.LastOffset - plan.FirstOffset + DotProducts.Overrun);
        if (plan is { Up: 1, Down: > 1 and <= DecimationKernel.MostDown })
        {
            ResamplingPhase taps = plan.Phase(0);
            _decimation = new DecimationKernel(new ReadOnlySpan<double>(plan.Taps + taps.Offset, taps.Count), plan.Down, _vectorBytes);
        }
    }

    public ResamplingPlan Plan { get; }

    /// <summary>Computes outputs of one channel.</summary>
    /// <param name="input">The frames that <see cref="ResamplingPlan.Needs"/> names; zeros beyond the ends of the recording.</param>
    /// <param name="start">First output, from 0.</param>
    /// <param name="output">Room for the values of one channel, at distances of <paramref name="stride"/>.</param>
    /// <param name="stride">From one value to the next, in both spans: the number of channels where they are interleaved.</param>
    /// <param name="count">Number of outputs.</param>
    public void Run<T>(ReadOnlySpan<T> input, long start, Span<T> output, int stride, int count)
        where T : unmanaged, INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0) return;
        (long first, long needed) = Plan.Needs(start, count);
        if (input.Length <= (Int128)(needed - 1) * stride)
            throw new ArgumentException($"{count} outputs need {needed} inputs.", nameof(input));
        if (output.Length <= (count - 1L) * stride) throw new ArgumentException($"Expected room for {count} outputs.", nameof(output));
        if (_decimation is not null)
        {
            _decimation.Run(input, output, stride, count);
            return;
        }
        Workspace<double> workspace = _workspaces.Rent();
        fixed (T* from = input, to = output)
        {
            int done = 0;
            while (done < count)
            {
                // As many outputs as have their place within a chunk of input.
                long frame = Plan.PlaceOf(start + done).Frame;
                int chunk = (int)Math.Min(count - done, Plan.OutputFrames(frame + ChunkFrames) - (start + done));
                int values = (int)(Plan.PlaceOf(start + done + chunk - 1).Frame - frame) + 1 + Plan.LastOffset - Plan.FirstOffset;
                // Within the input, a span.
                ChannelValues.Read(input[((int)(frame + Plan.FirstOffset - first) * stride)..], stride, new Span<double>(workspace.Start, values));
                double* center = workspace.Start - Plan.FirstOffset;
                switch (_vectorBytes)
                {
                    case 64: Run<Lanes512<double>, T>(center, start + done, to + ((nint)done * stride), stride, chunk); break;
                    case 32: Run<Lanes256<double>, T>(center, start + done, to + ((nint)done * stride), stride, chunk); break;
                    case 16: Run<Lanes128<double>, T>(center, start + done, to + ((nint)done * stride), stride, chunk); break;
                    default: Run<Lane<double>, T>(center, start + done, to + ((nint)done * stride), stride, chunk); break;
                }
                done += chunk;
            }
        }
        _workspaces.Return(workspace);
    }

    // The frame at or before the first output lies at center.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<TLanes, T>(double* center, long start, T* output, int stride, int count)
        where TLanes : unmanaged, ILanes<TLanes, double>
        where T : unmanaged, INumber<T>
    {
        DotProduct* products = stackalloc DotProduct[DotProducts.Count];
        double* work = stackalloc double[DotProducts.WorkLength], sums = stackalloc double[DotProducts.Count];
        DotProducts.Prepare(work);
        int phase = Plan.PlaceOf(start).Phase, up = Plan.Up;
        (int frames, int phases) = Math.DivRem(Plan.Down, up);
        for (int m = 0; m < count; m += DotProducts.Count)
        {
            int kept = Math.Min(DotProducts.Count, count - m);
            for (int s = 0; s < DotProducts.Count; s++)
            {
                // Behind the end, the last one is computed again.
                if (s >= kept)
                {
                    products[s] = products[s - 1];
                    continue;
                }
                ResamplingPhase taps = Plan.Phase(phase);
                products[s] = new DotProduct { Values = center + taps.First, Taps = Plan.Taps + taps.Offset, Count = taps.Count };
                center += frames;
                phase += phases;
                if (phase < up) continue;
                phase -= up;
                center++;
            }
            DotProducts.Sum<TLanes>(products, work, sums);
            for (int s = 0; s < kept; s++, output += stride) *output = T.CreateTruncating(sums[s]);
        }
        GC.KeepAlive(Plan);
    }
}
