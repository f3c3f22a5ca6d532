import { Component, type ComponentChildren } from 'preact'

type Props = {
  children: ComponentChildren
  /** May draw again what could not be drawn, as the reason may have passed. */
  instead: ComponentChildren | ((again: () => void) => ComponentChildren)
}

/** Shows something else where a part could not be loaded or drawn. Preact asks for a class here. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static override getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch(error: unknown) {
    console.error('Anteroom: this could not be drawn', error)
  }

  override render() {
    const { children, instead } = this.props
    if (!this.state.failed) return children
    return typeof instead === 'function' ? instead(() => this.setState({ failed: false })) : instead
  }
}
