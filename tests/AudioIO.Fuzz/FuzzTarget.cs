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
        new LabelTarget(), new WriterTarget(), new ExportTarget(), new SignalTarget(), new OverviewTarget(), new Mp3Target(), new RangeTarget(),
        new RawTarget(), new PlanTarget(), new ArrayTarget(), new FolderTarget(), new PartTarget(),
    ];

    /// <summary>What it is called in names of files and on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Inputs to begin with.</summary>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>One of how many inputs of the corpus is looked at in every way when the tests replay it: where that takes long, not every one.</summary>
    public virtual int ThoroughShare => 1;

    /// <summary>Changes an input; the same random numbers make the same change.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="input">What is changed.</param>
    /// <param name="other">Another input, from which parts may come.</param>
    public byte[] Mutate(Random random, byte[] input, byte[] other)
    {
        byte[] changed = Change(random, input, other);
        return changed.Length <= MaxInputBytes ? changed : changed[..MaxInputBytes];
    }

    /// <summary>Checks an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="isThorough">False to look at some of what must hold, chosen by the input's bytes; see <see cref="Choices"/>.</param>
    /// <returns>False when the library refuses it.</returns>
    /// <exception cref="Finding">What must hold does not.</exception>
    public bool Run(byte[] input, bool isThorough = true) => Run(input, new Choices(input, isThorough));

    /// <summary>As <see cref="Run(byte[], bool)"/>, with these choices.</summary>
    protected abstract bool Run(byte[] input, Choices choices);

    /// <summary>As <see cref="Mutate"/>; whatever length comes out.</summary>
    protected virtual byte[] Change(Random random, byte[] input, byte[] other) => Mutation.Apply(random, input, other);
}
