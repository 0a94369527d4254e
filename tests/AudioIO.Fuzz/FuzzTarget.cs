namespace AudioIO.Fuzz;

/// <summary>One way into the library: bytes of a stranger, and what must hold whatever they are.</summary>
internal abstract class FuzzTarget
{
    /// <summary>Longer inputs find nothing that shorter ones do not, and take their time.</summary>
    private const int MaxInputBytes = 1 << 17;

    /// <summary>Every target, by its name.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new WaveTarget(), new FlacTarget(), new MendedFlacTarget(), new ClusterTarget(), new MetadataTarget(), new TextTarget(), new IndexTarget(),
        new JoinTarget(), new GrowthTarget(), new PcmStreamTarget(), new UnwrapTarget(), new BlocksAsyncTarget(),
        new LabelTarget(), new WriterTarget(), new ExportTarget(), new SignalTarget(), new OverviewTarget(), new Mp3Target(),
    ];

    /// <summary>What it is called in names of files and on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Inputs to begin with.</summary>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Changes an input; the same random numbers make the same change.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="input">What is changed.</param>
    /// <param name="other">Another input, from which parts may come.</param>
    public byte[] Mutate(Random random, byte[] input, byte[] other)
    {
        byte[] changed = Change(random, input, other);
        return changed.Length <= MaxInputBytes ? changed : changed[..MaxInputBytes];
    }

    /// <summary>Checks an input. What is chosen at random is chosen by its bytes: an input is all that it takes to see a finding again.</summary>
    /// <returns>False when the library refuses it.</returns>
    /// <exception cref="Finding">What must hold does not.</exception>
    public bool Run(byte[] input)
    {
        // FNV-1a.
        uint hash = 2166136261;
        foreach (byte value in input) hash = (hash ^ value) * 16777619;
        return Run(input, new Random((int)hash));
    }

    /// <summary>As <see cref="Run(byte[])"/>, with choices from these random numbers.</summary>
    protected abstract bool Run(byte[] input, Random random);

    /// <summary>As <see cref="Mutate"/>; whatever length comes out.</summary>
    protected virtual byte[] Change(Random random, byte[] input, byte[] other) => Mutation.Apply(random, input, other);
}
