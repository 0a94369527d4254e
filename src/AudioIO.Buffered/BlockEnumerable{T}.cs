namespace AudioIO;

/// <summary>The blocks of an array, for <c>foreach</c>: each is a view of the window, valid until the next one.</summary>
/// <typeparam name="T">Type of a value.</typeparam>
public readonly struct BlockEnumerable<T>
    where T : unmanaged
{
    private readonly BufferedArray<T> _array;
    private readonly BlockSteps _steps;

    internal BlockEnumerable(BufferedArray<T> array, BlockSteps steps)
    {
        _array = array;
        _steps = steps;
    }

    /// <summary>Begins with the first block.</summary>
    public Enumerator GetEnumerator() => new(_array, _steps);

    /// <summary>Walks through the blocks.</summary>
    public ref struct Enumerator
    {
        private readonly BufferedArray<T> _array;
        private readonly FrameLayout _layout;
        private BlockSteps _steps;

        internal Enumerator(BufferedArray<T> array, BlockSteps steps)
        {
            _array = array;
            _layout = array.Layout;
            _steps = steps;
        }

        /// <summary>The current block.</summary>
        public FrameSpan<T> Current { readonly get; private set; }

        /// <summary>Goes to the next block.</summary>
        /// <exception cref="InvalidOperationException">The array was given another shape.</exception>
        public bool MoveNext()
        {
            if (!_steps.MoveNext()) return false;
            _array.ThrowIfReshaped(_layout);
            Current = _array.ViewOnward(_steps.Current, _steps.Stop, _steps.Overlaps);
            return true;
        }
    }
}
