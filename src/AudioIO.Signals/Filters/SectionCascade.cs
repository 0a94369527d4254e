using System.Numerics;
using AudioIO.Lanes;

namespace AudioIO.Filters;

/// <summary>
/// A cascade of sections over any number of independent streams: tiles of a recording, its channels, or both. A stream is every n-th value
/// of a span from some place on, forward or backward; streams are filtered side by side in the lanes of vectors
/// (<see cref="SectionPasses"/>), in double, and rounded once. A stream's bits do not depend on the others, nor on how it is cut into
/// calls. Safe from any number of threads; allocates nothing in a steady state.
/// </summary>
internal sealed unsafe class SectionCascade
{
    // Vectors between the transpositions: 16 KiB of the widest ones, half of the cache next to the processor.
    private const int ChunkFrames = 256;

    private readonly double[] _factors;
    private readonly int _vectorBytes;
    private readonly WorkspacePool<double> _workspaces;

    /// <param name="sections">Sections in the order in which they are applied; none passes everything as it is.</param>
    /// <param name="vectorBytes">Width of the vectors; a width that the hardware lacks is slow, and gives the same bits.</param>
    public SectionCascade(ReadOnlySpan<SecondOrderSection> sections, int? vectorBytes = null)
    {
        Sections = sections.Length;
        _factors = new double[sections.Length * SectionPasses.Factors];
        for (int i = 0; i < sections.Length; i++)
        {
            Span<double> factors = _factors.AsSpan(i * SectionPasses.Factors);
            (factors[0], factors[1], factors[2], factors[3], factors[4]) = sections[i];
        }
        _vectorBytes = vectorBytes ?? LaneWidth.Bytes;
        Lanes = LaneWidth.Lanes<double>(_vectorBytes);
        _workspaces = new WorkspacePool<double>((ChunkFrames + StateLength) * Lanes);
    }

    public int Sections { get; }

    /// <summary>Values of the state of a stream: two per section.</summary>
    public int StateLength => 2 * Sections;

    /// <summary>Streams filtered at once. Any number can be asked for; multiples of this waste nothing.</summary>
    public int Lanes { get; }

    /// <summary>Filters a single stream in place.</summary>
    /// <param name="values">Values, one after the other.</param>
    /// <param name="state">State before and after: zeros for rest.</param>
    public void Run<T>(Span<T> values, Span<double> state)
        where T : unmanaged, INumber<T>
    {
        var frames = new StreamFrames(0, values.Length, 1);
        Run<T>(values, [0], values, [0], frames, state);
    }

    /// <summary>Filters streams of equal length.</summary>
    /// <param name="input">Values of all streams.</param>
    /// <param name="starts">Where the first value of each stream lies in <paramref name="input"/>.</param>
    /// <param name="output">
    /// Room for what is kept; may be <paramref name="input"/> itself where every stream is written where it is read.
    /// </param>
    /// <param name="outputStarts">Where the first value that is kept of each stream goes to.</param>
    /// <param name="frames">Length, and distance of neighbouring values in both spans.</param>
    /// <param name="states">State of each stream before and after, one after the other: zeros for rest.</param>
    public void Run<T>(
        ReadOnlySpan<T> input, ReadOnlySpan<int> starts, Span<T> output, ReadOnlySpan<int> outputStarts,
        StreamFrames frames, Span<double> states)
        where T : unmanaged, INumber<T>
    {
        if (outputStarts.Length != starts.Length) throw new ArgumentException("Expected a place for every stream.", nameof(outputStarts));
        if (states.Length != starts.Length * StateLength)
            throw new ArgumentException($"Expected {StateLength} values for each of {starts.Length} streams.", nameof(states));
        for (int i = 0; i < starts.Length; i++)
        {
            frames.ThrowIfOutside(starts[i], frames.Skipped + frames.Count, input.Length, nameof(input));
            frames.ThrowIfOutside(outputStarts[i], frames.Count, output.Length, nameof(output));
        }
        fixed (T* from = input, to = output)
        {
            for (int first = 0; first < starts.Length; first += Lanes)
            {
                int streams = Math.Min(Lanes, starts.Length - first);
                var group = new StreamGroup<T>(from, to, starts.Slice(first, streams), outputStarts.Slice(first, streams), frames);
                Run(group, states.Slice(first * StateLength, streams * StateLength));
            }
        }
    }

    private void Run<T>(StreamGroup<T> group, Span<double> states)
        where T : unmanaged, INumber<T>
    {
        Workspace<double> workspace = _workspaces.Rent();
        double* values = workspace.Start, state = values + (ChunkFrames * Lanes);
        // Lanes without a stream compute nothing of nothing.
        new Span<double>(values, workspace.Length).Clear();
        for (int l = 0; l < group.Streams; l++)
        {
            for (int i = 0; i < StateLength; i++) state[(i * Lanes) + l] = states[(l * StateLength) + i];
        }
        int total = group.Frames.Skipped + group.Frames.Count;
        for (int done = 0; done < total; done += ChunkFrames)
        {
            int count = Math.Min(ChunkFrames, total - done);
            group.Enter(values, Lanes, done, count);
            Run(state, values, count);
            int skip = Math.Clamp(group.Frames.Skipped - done, 0, count);
            group.Leave(values + (skip * Lanes), Lanes, done + skip - group.Frames.Skipped, count - skip);
        }
        for (int l = 0; l < group.Streams; l++)
        {
            for (int i = 0; i < StateLength; i++) states[(l * StateLength) + i] = state[(i * Lanes) + l];
        }
        _workspaces.Return(workspace);
    }

    private void Run(double* state, double* values, int count)
    {
        fixed (double* factors = _factors)
        {
            switch (_vectorBytes)
            {
                case 64: SectionPasses.Run<Lanes512<double>>(factors, Sections, state, values, count); break;
                case 32: SectionPasses.Run<Lanes256<double>>(factors, Sections, state, values, count); break;
                case 16: SectionPasses.Run<Lanes128<double>>(factors, Sections, state, values, count); break;
                default: SectionPasses.Run<Lane<double>>(factors, Sections, state, values, count); break;
            }
        }
    }
}
